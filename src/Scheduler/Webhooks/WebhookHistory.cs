using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence;
using RentABot.Persistence.Clock;

namespace RentABot.Scheduler.Webhooks;

/// <summary>Removes deliveries that ended long ago, in slices.</summary>
internal sealed class WebhookHistory(IServiceScopeFactory scopes, IDatabaseClock clock)
{
    private const int Slice = 1_000;

    public async Task RemoveAsync(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var before = await clock.ReadAsync(db, cancellationToken) - olderThan;
        while (await db.WebhookDeliveries.Where(d => d.EndedAt < before)
            .OrderBy(d => d.EndedAt).Take(Slice).ExecuteDeleteAsync(cancellationToken) == Slice)
        {
        }
    }
}

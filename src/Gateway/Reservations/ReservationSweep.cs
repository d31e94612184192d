using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Settings;
using RentABot.Persistence;

namespace RentABot.Gateway.Reservations;

/// <summary>Looks now and then at every reservation that is waited for, in case an event did not come.</summary>
internal sealed partial class ReservationSweep(
    Waiters waiters, IServiceScopeFactory scopes, TimeProvider time, IOptions<GatewayOptions> options, ILogger<ReservationSweep> logger)
    : BackgroundService
{
    private const int Slice = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.WaitSweepPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var ids in waiters.ReservationIds().Chunk(Slice)) await LookAsync(ids, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(exception.GetType().Name);
            }
        }
    }

    private async Task LookAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var rows = await db.Reservations.AsNoTracking()
            .Where(r => ids.Contains(r.CorrelationId))
            .Select(r => new { r.CorrelationId, r.Revision })
            .ToListAsync(cancellationToken);
        foreach (var row in rows) waiters.WakeUnless(row.CorrelationId, row.Revision);
        foreach (var gone in ids.Except(rows.Select(r => r.CorrelationId))) waiters.Wake(gone);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reservations that are waited for could not be read ({Failure})")]
    private partial void LogNotRead(string failure);
}

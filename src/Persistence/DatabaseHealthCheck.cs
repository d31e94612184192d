using Microsoft.Extensions.Diagnostics.HealthChecks;
using RentABot.Persistence.Clock;

namespace RentABot.Persistence;

internal sealed class DatabaseHealthCheck(RentABotDbContext db, IDatabaseClock clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            await clock.ReadAsync(db, timeout.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The exception is not passed on: it could name the connection string's host and user.
            return HealthCheckResult.Unhealthy($"does not answer ({exception.GetType().Name})");
        }
    }
}

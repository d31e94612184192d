using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RentABot.Scheduler.Sweeps;

internal sealed class SweepHealthCheck(SweepHealth health) : IHealthCheck
{
    public static readonly TimeSpan Recent = TimeSpan.FromSeconds(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(health.SinceLastSuccess switch
        {
            null => HealthCheckResult.Unhealthy("none has come through yet"),
            { } since when since > Recent => HealthCheckResult.Unhealthy(
                string.Create(CultureInfo.InvariantCulture, $"the last one came through {since.TotalSeconds:0} s ago")),
            _ => HealthCheckResult.Healthy(),
        });
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RentABot.Gateway.Descriptors;

/// <summary>Whether the import at the start is through: until then the service is not ready.</summary>
internal sealed class ImportProgress : IHealthCheck
{
    private volatile string? _missing = "its import is under way";

    /// <summary>Says what is still missing; null: nothing.</summary>
    public void Say(string? missing) => _missing = missing;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_missing is { } missing ? HealthCheckResult.Unhealthy(missing) : HealthCheckResult.Healthy());
}

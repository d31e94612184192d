using RentABot.Hosting.Metrics;

namespace RentABot.Allocator.Metrics;

/// <summary>Which resources the metrics tell of apart.</summary>
internal sealed record PoolOptions
{
    public const string Section = MetricsOptions.Section;
    public const int MaxPools = 50;

    /// <summary>
    /// Tags that are pools: running locks are told by them. A resource that has several counts in each; those that have none
    /// are told together.
    /// </summary>
    public IReadOnlyList<string> Pools { get; init; } = [];
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Relay;
using RentABot.Contracts;
using RentABot.Hosting.Metrics;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Metrics;
using RentABot.Rules;

namespace RentABot.Allocator.Metrics;

/// <summary>How all stands, as the database has it.</summary>
internal sealed class StateGauges : HolderGauges<StateFigures>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly ResourceStatus[] Statuses = Enum.GetValues<ResourceStatus>();

    private readonly IServiceScopeFactory _scopes;
    private readonly IDatabaseClock _clock;
    private readonly IReadOnlyList<string> _pools;

    public StateGauges(
        ServiceMeter meter,
        RelayDuty duty,
        IServiceScopeFactory scopes,
        IDatabaseClock clock,
        IOptions<PoolOptions> pools,
        TimeProvider time,
        ILogger<StateGauges> logger)
        : base(duty, Period, time, logger)
    {
        (_scopes, _clock, _pools) = (scopes, clock, pools.Value.Pools);
        meter.CreateGauge(
            "rentabot_active_locks",
            "Running locks by the pools of their resources, in each of which they count; without a pool, those of no pool.",
            () => Tell(figures => _pools
                .Select(pool => Of("pool", pool, figures.ActiveLocks[pool]))
                .Append(Of("pool", "", figures.ActiveLocksElsewhere))));
        meter.CreateGauge(
            "rentabot_reservation_queue_depth",
            "Reservations that wait, by the priority that they asked for.",
            () => Tell(figures => Enumerable.Range(Limits.MinPriority, Priorities.All.Count).Select(
                priority => Of("priority", Priorities.Of(priority), figures.Waiting.GetValueOrDefault(priority)))));
        meter.CreateGauge(
            "rentabot_resources",
            "Resources by what they can be used for now.",
            () => Tell(figures => Statuses.Select(
                status => Of("status", status.ToString().ToLowerInvariant(), figures.Resources.GetValueOrDefault(status)))));
        meter.CreateGauge(
            "rentabot_resource_utilization_ratio",
            "The share of the resources in service that is locked; 0 where there are none.",
            () => Tell(figures => [new Measurement<double>(UtilizationOf(figures.Resources))]));
        meter.CreateGauge(
            "rentabot_event_relay_pending",
            "Events that the broker has not confirmed yet.",
            () => Tell(figures => [new Measurement<double>(figures.UnconfirmedEvents)]));
        meter.CreateGauge(
            "rentabot_event_relay_lag_seconds",
            "The age of the oldest event that the broker has not confirmed yet; 0 without any.",
            () => Tell(figures => [new Measurement<double>(figures.Lag.TotalSeconds)]));
    }

    protected override async Task<StateFigures> LookUpAsync(CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        return await db.ReadStateFiguresAsync(_clock, _pools, cancellationToken);
    }

    private static Measurement<double> Of(string label, string labelValue, double value) =>
        new(value, KeyValuePair.Create(label, (object?)labelValue));

    private static double UtilizationOf(IReadOnlyDictionary<ResourceStatus, int> resources)
    {
        var inService = resources.Values.Sum() - resources.GetValueOrDefault(ResourceStatus.Unavailable);
        return inService == 0 ? 0 : (double)resources.GetValueOrDefault(ResourceStatus.Locked) / inService;
    }
}

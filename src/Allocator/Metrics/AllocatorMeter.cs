using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using RentABot.Hosting.Metrics;

namespace RentABot.Allocator.Metrics;

/// <summary>Counts what write transactions did. Every allocator counts its own.</summary>
internal sealed class AllocatorMeter
{
    private readonly FrozenDictionary<string, Tally> _acquisitions =
        AcquisitionResults.All.ToFrozenDictionary(result => result, result => new Tally("result", result), StringComparer.Ordinal);

    private readonly Tally _expirations = new();
    private readonly Histogram<double> _lockDurations;
    private readonly Histogram<double> _queueWaits;
    private readonly Histogram<double> _expiryDelays;

    public AllocatorMeter(ServiceMeter meter)
    {
        meter.CreateCounter(
            "rentabot_lock_acquisitions_total",
            "Attempts to lock resources, or to claim what was set aside, by how they ended.",
            () => AcquisitionResults.All.Select(result => _acquisitions[result].Read()));
        meter.CreateCounter("rentabot_lock_expirations_total", "Locks whose time ran out.", () => [_expirations.Read()]);
        _lockDurations = meter.CreateHistogram(
            "rentabot_lock_duration_seconds",
            "How long locks had run when they ended.",
            [10, 30, .. Minutes(1, 2, 5, 10, 20, 30), .. Hours(1, 2, 4, 8, 12, 24)]);
        _queueWaits = meter.CreateHistogram(
            "rentabot_queue_wait_seconds",
            "How long ago reservations had been made when they were served, by the priority that they asked for.",
            [1, 5, 15, 30, .. Minutes(1, 2, 5, 10, 30), .. Hours(1, 2, 4, 8, 24)],
            () => Priorities.All.Select(priority => new LabelSet(("priority", priority))));
        _expiryDelays = meter.CreateHistogram(
            "rentabot_expiry_delay_seconds",
            "How much later than due locks, waits and claim windows ended that ran out.",
            [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, .. Minutes(1, 5), .. Hours(1)]);
    }

    /// <summary>Counts what a transaction did that is committed.</summary>
    public void Count(IReadOnlyList<Measurement> measurements)
    {
        foreach (var (what, time, label) in measurements)
        {
            switch (what)
            {
                case Measured.Acquisition: _acquisitions[label].Increment(); break;
                case Measured.LockExpiry: _expirations.Increment(); break;
                case Measured.LockEnd: _lockDurations.Record(time.TotalSeconds); break;
                case Measured.Fulfilment: _queueWaits.Record(time.TotalSeconds, KeyValuePair.Create("priority", (object?)label)); break;
                case Measured.Expiry: _expiryDelays.Record(time.TotalSeconds); break;
            }
        }
    }

    private static IEnumerable<double> Minutes(params double[] minutes) => minutes.Select(minute => 60 * minute);

    private static IEnumerable<double> Hours(params double[] hours) => hours.Select(hour => 3600 * hour);
}

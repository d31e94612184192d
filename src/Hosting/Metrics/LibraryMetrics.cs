using System.Diagnostics.Metrics;
using MassTransit.Monitoring;
using OpenTelemetry.Metrics;

namespace RentABot.Hosting.Metrics;

/// <summary>What is kept of the metrics that MassTransit and the runtime have.</summary>
internal static class LibraryMetrics
{
    public const string Runtime = "System.Runtime";

    /// <summary>
    /// More series than one of their metrics has here. Room for all of them is taken when a metric begins; unless told, for 2000.
    /// </summary>
    private const int MostSeries = 400;

    /// <summary>
    /// The types of this service's own code. Not the addresses: those of answers are named by clients, those of a process's
    /// own queues are new with each start, and so there is no end of them.
    /// </summary>
    private static readonly string[] Labels =
    [
        "messaging.masstransit.message_type",
        "messaging.masstransit.consumer_type",
        "messaging.masstransit.exception_type",
    ];

    public static MetricStreamConfiguration? ViewOf(Instrument instrument)
    {
        if (instrument.Meter.Name == Runtime) return new MetricStreamConfiguration { CardinalityLimit = MostSeries };
        if (instrument.Meter.Name != InstrumentationOptions.MeterName) return null;

        // Counters that are counted down as well, which no counter may be.
        return instrument.Name.EndsWith(".active", StringComparison.Ordinal)
            ? MetricStreamConfiguration.Drop
            : new MetricStreamConfiguration { TagKeys = Labels, CardinalityLimit = MostSeries };
    }
}

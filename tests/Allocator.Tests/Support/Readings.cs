using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace RentABot.Allocator.Tests.Support;

/// <summary>What the instruments of one allocator tell.</summary>
internal sealed class Readings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, string? Label, double Value)> _recorded = new();
    private readonly ConcurrentDictionary<string, double> _observed = new();

    public Readings(AllocatorHost host)
    {
        // Each host has a factory of its own; others in this process are of no interest.
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Meter.Name == "RentABot") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Counters and gauges as they are now, as in <c>rentabot_resources{held}</c>.</summary>
    public IReadOnlyDictionary<string, double> Now()
    {
        _observed.Clear();
        _listener.RecordObservableInstruments();
        return _observed;
    }

    /// <summary>What a histogram was told, in its order.</summary>
    public double[] Recorded(string histogram) => [.. _recorded.Where(entry => entry.Name == histogram).Select(entry => entry.Value)];

    /// <summary>The same by label.</summary>
    public (string? Label, double Value)[] RecordedByLabel(string histogram) =>
        [.. _recorded.Where(entry => entry.Name == histogram).Select(entry => (entry.Label, entry.Value))];

    /// <summary>How many attempts to get a lock ended in which way, without those that none did.</summary>
    public string Acquisitions() => string.Join(", ", Now()
        .Where(entry => entry.Key.StartsWith("rentabot_lock_acquisitions_total{", StringComparison.Ordinal) && entry.Value > 0)
        .Select(entry => $"{entry.Key.Split('{', '}')[1]} {entry.Value}")
        .Order(StringComparer.Ordinal));

    public double Expirations() => Now()["rentabot_lock_expirations_total"];

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!instrument.IsObservable) _recorded.Enqueue((instrument.Name, tags.IsEmpty ? null : (string?)tags[0].Value, value));
        else _observed[tags.IsEmpty ? instrument.Name : $"{instrument.Name}{{{tags[0].Value}}}"] = value;
    }
}

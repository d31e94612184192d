using System.Diagnostics.Metrics;

namespace RentABot.Hosting.Metrics;

/// <summary>What one series of a counter has counted.</summary>
public sealed class Tally(params KeyValuePair<string, object?>[] labels)
{
    private long _value;

    public Tally(string label, string value)
        : this(KeyValuePair.Create(label, (object?)value))
    {
    }

    public void Increment() => Interlocked.Increment(ref _value);

    public Measurement<long> Read() => new(Interlocked.Read(ref _value), labels);
}

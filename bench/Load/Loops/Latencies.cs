using System.Diagnostics;
using HdrHistogram;

namespace RentABot.Load.Loops;

/// <summary>Latencies from many threads, in microseconds up to two minutes, to three digits.</summary>
internal sealed class Latencies
{
    private const long Longest = 120_000_000;

    private readonly HistogramBase _histogram = HistogramFactory.With64BitBucketSize()
        .WithValuesUpTo(Longest)
        .WithPrecisionOf(3)
        .WithThreadSafeWrites()
        .Create();

    public long Count => _histogram.TotalCount;

    /// <summary>Of timestamps of the <see cref="Stopwatch"/>.</summary>
    public void Record(long began, long ended) => Record(Stopwatch.GetElapsedTime(began, ended));

    public void Record(TimeSpan time) => _histogram.RecordValue(Math.Clamp((long)time.TotalMicroseconds, 0, Longest));

    public double MillisecondsAt(double percentile) => _histogram.GetValueAtPercentile(percentile) / 1000.0;
}

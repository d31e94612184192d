using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RentABot.Hosting.Metrics;

/// <summary>
/// Makes the instruments of this process, named as Prometheus shows them. What is counted or told about is kept by who
/// makes an instrument and read at a scrape, so every series is there from the first one.
/// </summary>
public sealed class ServiceMeter(IMeterFactory factory)
{
    public const string Name = "RentABot";
    private const string Seconds = "s";

    private readonly Meter _meter = factory.Create(Name);
    private readonly ConcurrentQueue<ExpectedHistogram> _histograms = new();

    /// <summary>All that were made here, with the series that each has even while nothing was recorded.</summary>
    internal IReadOnlyCollection<ExpectedHistogram> Histograms => _histograms;

    /// <summary>A count that only grows.</summary>
    public void CreateCounter(string name, string description, Func<IEnumerable<Measurement<long>>> read) =>
        _meter.CreateObservableCounter(name, read, null, description);

    /// <summary>What is so at present; nothing is shown while <paramref name="read"/> gives nothing.</summary>
    public void CreateGauge(string name, string description, Func<IEnumerable<Measurement<double>>> read) =>
        _meter.CreateObservableGauge(name, read, null, description);

    /// <summary>How long something takes, in seconds.</summary>
    /// <param name="name">Ends in <c>_seconds</c>.</param>
    /// <param name="description">What is measured.</param>
    /// <param name="bounds">The upper bounds of the buckets.</param>
    /// <param name="labelSets">Those that are there from the first scrape; null: the one without labels.</param>
    public Histogram<double> CreateHistogram(
        string name, string description, double[] bounds, Func<IEnumerable<LabelSet>>? labelSets = null)
    {
        _histograms.Enqueue(new ExpectedHistogram(name, description, bounds, labelSets ?? (() => [LabelSet.None])));
        return _meter.CreateHistogram(
            name, Seconds, description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
    }
}

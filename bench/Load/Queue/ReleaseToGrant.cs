using RentABot.Load.Report;
using RentABot.Load.Rest;
using RentABot.Load.Servers;

namespace RentABot.Load.Queue;

/// <summary>How soon the next in line hears of what was released, in a short line and in a long one.</summary>
internal sealed class ReleaseToGrant(Settings settings, Results results) : IScenario
{
    public const string Scenario = "queue";

    /// <summary>Waiters.</summary>
    public const int Few = 10;

    public const int Many = 10_000;

    private const int Samples = 200;
    private const int SamplesForALook = 20;

    private Deployment? _deployment;
    private Api? _api;
    private WaitingLine? _line;
    private Measurement? _measurement;
    private bool _isLong;

    public string Name => Scenario;

    public async Task PrepareAsync()
    {
        _deployment = await Deployment.StartAsync(Scenario);
        _api = new Api(_deployment.Gateway);
        _line = new WaitingLine(_api);
        _measurement = new Measurement(_api, await Lab.OpenAsync(_api), _line);
        await _line.BecomeAsync(Few);
        await _measurement.RunAsync(SamplesForALook);
    }

    /// <summary>Each round begins with the length that the last one ended with, so the long line is built half as often.</summary>
    public async Task MeasureAsync()
    {
        await MeasureAsync(_isLong ? Many : Few);
        _isLong = !_isLong;
        await MeasureAsync(_isLong ? Many : Few);
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_deployment is not null) await _deployment.DisposeAsync();
    }

    private async Task MeasureAsync(int waiters)
    {
        await _line!.BecomeAsync(waiters);
        var samples = await _measurement!.RunAsync(settings.Short is null ? Samples : SamplesForALook);
        Add("fulfilled", samples.Fulfilled);
        Add("unlock", samples.Unlocked);
        Add("create", samples.Created);
        results.Add($"queue.{waiters}.heard-first", samples.Fulfilled.Count(time => time < TimeSpan.Zero));

        void Add(string what, List<TimeSpan> times)
        {
            results.Add($"queue.{waiters}.{what}.p50", Quantile(times, 0.5));
            results.Add($"queue.{waiters}.{what}.p99", Quantile(times, 0.99));
        }
    }

    /// <summary>In milliseconds, by nearest rank; who heard of it before the unlock was answered did not wait.</summary>
    private static double Quantile(List<TimeSpan> times, double share) =>
        Math.Max(0, times.Order().ElementAt((int)Math.Ceiling(share * times.Count) - 1).TotalMilliseconds);
}

using RentABot.Load.Loops;
using RentABot.Load.Pairs;
using RentABot.Load.Processes;
using RentABot.Load.Report;
using RentABot.Load.Rest;
using RentABot.Load.Servers;

namespace RentABot.Load.Live;

/// <summary>How soon five hundred who listen hear of what was decided.</summary>
internal sealed class LiveEvents(Settings settings, Results results) : IScenario
{
    public const string Scenario = "live";

    public const int Listeners = 500;

    /// <summary>Locks, and as many unlocks.</summary>
    public const int PairsPerSecond = 10;

    private const int Resources = 1000;
    private const int Clients = 10;
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<EventListener> _listeners = [];
    private HttpClient? _http;
    private Deployment? _deployment;
    private IReadOnlyList<IClient> _clients = [];

    public string Name => Scenario;

    public async Task PrepareAsync()
    {
        _deployment = await Deployment.StartAsync(Scenario);
        using var api = new Api(_deployment.Gateway);
        _clients = await PairClient.ConnectAsync(_deployment.Gateway, await Devices.RegisterAsync(api, Resources), Clients);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _deployment.Gateway, Timeout = Timeout.InfiniteTimeSpan };
        for (var i = 0; i < Listeners; i++) _listeners.Add(await EventListener.OpenAsync(_http));
        await RunAsync(settings.WarmUp);
    }

    public async Task MeasureAsync()
    {
        var cpu = new CpuMeter(_deployment!.Processes);
        var (measured, heard) = await RunAsync(settings.Short ?? Full);
        results.AddCpu(Scenario, cpu.Read(), measured);
        results.Add("live.count", heard.Count);
        results.AddLatencies("live", heard);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        foreach (var listener in _listeners) listener.Dispose();
        _http?.Dispose();
        if (_deployment is not null) await _deployment.DisposeAsync();
    }

    /// <summary>Ends when all have heard of everything, and fails unless they do.</summary>
    private async Task<(Measured Done, Latencies Heard)> RunAsync(TimeSpan time)
    {
        var heard = new Latencies();
        var events = 2 * (long)(PairsPerSecond * time.TotalSeconds);
        var listening = Task.WhenAll(_listeners.Select(listener => listener.ListenAsync(events, heard, TimeProvider.System)));
        var measured = await OpenLoop.RunAsync(_clients, PairsPerSecond, time);
        await listening.WaitAsync(Patience);
        return (measured, heard);
    }
}

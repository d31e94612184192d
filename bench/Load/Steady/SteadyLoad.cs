using RentABot.Load.Loops;
using RentABot.Load.Processes;
using RentABot.Load.Report;
using RentABot.Load.Rest;
using RentABot.Load.Servers;

namespace RentABot.Load.Steady;

/// <summary>A hundred calls a second of all kinds for ten minutes: whether anything fails, waits, or grows. Once, in the first round.</summary>
internal sealed class SteadyLoad(Settings settings, Results results) : IScenario
{
    public const string Scenario = "steady";
    public const string DiskProbes = "steady.disk";
    public const double PerSecond = 100;
    public const double ProbesPerSecond = 10;

    private const int Resources = 1000;
    private const int Clients = 50;
    private static readonly TimeSpan Full = TimeSpan.FromMinutes(10);

    private Deployment? _deployment;
    private IReadOnlyList<IClient> _clients = [];
    private bool _done;

    public string Name => Scenario;

    public async Task PrepareAsync()
    {
        _deployment = await Deployment.StartAsync(Scenario);
        using var api = new Api(_deployment.Gateway);
        var ids = await Devices.RegisterAsync(api, Resources);
        _clients = await SteadyClient.ConnectAsync(_deployment.Gateway, ids, Clients);
        await OpenLoop.RunAsync(_clients, PerSecond, settings.WarmUp);
    }

    public async Task MeasureAsync()
    {
        if (_done) return;
        _done = true;
        var time = settings.Short ?? Full;
        var cpu = new CpuMeter(_deployment!.Processes);
        await using var memory = new MemoryWatch(_deployment.Services);
        await using var relay = new RelayWatch(_deployment.Database);
        using var probe = new DiskProbe();
        var probing = OpenLoop.RunAsync([probe], ProbesPerSecond, time);
        var measured = await OpenLoop.RunAsync(_clients, PerSecond, time);
        results.AddCpu(Scenario, cpu.Read(), measured);
        results.Add("steady.unconfirmed", await relay.EndAsync());
        Add(Scenario, measured);
        Add(DiskProbes, await probing);
        foreach (var (service, early, late) in await memory.EndAsync())
        {
            results.Add($"steady.memory.{service}.early", early);
            results.Add($"steady.memory.{service}.late", late);
        }
    }

    private void Add(string name, Measured measured)
    {
        results.Add($"{name}.count", measured.Count);
        results.AddLatencies(name, measured.Latencies);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        if (_deployment is not null) await _deployment.DisposeAsync();
    }
}

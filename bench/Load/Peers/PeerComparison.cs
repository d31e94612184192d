using RentABot.Load.Loops;
using RentABot.Load.Processes;
using RentABot.Load.Report;

namespace RentABot.Load.Peers;

/// <summary>
/// For one system after the other, round after round: as much as it can with many clients, then, where latency is asked
/// for, half as much at fixed instants, and one client alone.
/// </summary>
internal sealed class PeerComparison(IReadOnlyList<IPeer> peers, int clients, bool latency, Settings settings, Results results) : IScenario
{
    private const double ShareForLatency = 0.5;

    private readonly Dictionary<IPeer, IReadOnlyList<IClient>> _clients = [];

    public string Name => string.Join(", ", peers.Select(peer => peer.Name));

    public async Task PrepareAsync()
    {
        foreach (var peer in peers)
        {
            Progress.Say($"{peer.Name}: starts and warms up");
            _clients[peer] = await peer.StartAsync(clients);
            await ClosedLoop.RunAsync(_clients[peer], settings.WarmUp);
        }
    }

    public async Task MeasureAsync()
    {
        foreach (var peer in peers) await peer.MeasureAsync(() => MeasureAsync(peer, _clients[peer]));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values.SelectMany(clients => clients)) client.Dispose();
        foreach (var peer in peers) await peer.DisposeAsync();
    }

    private async Task MeasureAsync(IPeer peer, IReadOnlyList<IClient> all)
    {
        await ClosedLoop.RunAsync(all, Settings.LeadIn);
        var cpu = new CpuMeter(peer.Processes);
        var most = await ClosedLoop.RunAsync(all, settings.Throughput);
        results.AddCpu(peer.Name, cpu.Read(), most);
        results.Add($"{peer.Name}.throughput", most.PerSecond);
        Progress.Say($"{peer.Name}: {most.PerSecond:N0}/s");
        if (!latency) return;

        AddLatencies($"{peer.Name}.many", await OpenLoop.RunAsync(all, ShareForLatency * most.PerSecond, settings.Latency));
        AddLatencies($"{peer.Name}.one", await ClosedLoop.RunAsync([all[0]], settings.Latency));
    }

    private void AddLatencies(string name, Measured measured)
    {
        Progress.Say($"{name}: p99 {measured.Latencies.MillisecondsAt(99):0.0} ms");
        results.AddLatencies(name, measured.Latencies);
    }
}

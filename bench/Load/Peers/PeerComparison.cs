using RentABot.Load.Loops;
using RentABot.Load.Processes;
using RentABot.Load.Report;

namespace RentABot.Load.Peers;

/// <summary>
/// For one system after the other, round after round: as much as it can with a hundred clients, half as much at fixed
/// instants, and one client alone.
/// </summary>
internal sealed class PeerComparison(IReadOnlyList<IPeer> peers, Settings settings, Results results) : IScenario
{
    private const int Clients = 100;
    private const double ShareForLatency = 0.5;

    private readonly Dictionary<IPeer, IReadOnlyList<IClient>> _clients = [];

    public string Name => string.Join(", ", peers.Select(peer => peer.Name));

    public async Task PrepareAsync()
    {
        foreach (var peer in peers)
        {
            Progress.Say($"{peer.Name}: starts and warms up");
            _clients[peer] = await peer.StartAsync(Clients);
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

    private async Task MeasureAsync(IPeer peer, IReadOnlyList<IClient> clients)
    {
        await ClosedLoop.RunAsync(clients, Settings.LeadIn);
        var cpu = new CpuMeter(peer.Processes);
        var most = await ClosedLoop.RunAsync(clients, settings.Throughput);
        results.AddCpu(peer.Name, cpu.Read(), most);
        results.Add($"{peer.Name}.throughput", most.PerSecond);

        var half = await OpenLoop.RunAsync(clients, ShareForLatency * most.PerSecond, settings.Latency);
        AddLatencies($"{peer.Name}.many", half);
        var alone = await ClosedLoop.RunAsync([clients[0]], settings.Latency);
        AddLatencies($"{peer.Name}.one", alone);
        Progress.Say($"{peer.Name}: {most.PerSecond:N0}/s; p99 {half.Latencies.MillisecondsAt(99):0.0} ms of {Clients} clients, "
            + $"{alone.Latencies.MillisecondsAt(99):0.0} ms of one");
    }

    private void AddLatencies(string name, Measured measured)
    {
        foreach (var percentile in Results.Percentiles) results.Add($"{name}.p{percentile}", measured.Latencies.MillisecondsAt(percentile));
    }
}

using RentABot.Chaos.Clients;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;
using RentABot.Chaos.Simulator;

namespace RentABot.Chaos.Runs;

/// <summary>The clients of a round: some over REST with idempotency keys, some without, some over the bus.</summary>
internal sealed class Workforce : IAsyncDisposable
{
    private const int WithKeys = 6;
    private const int WithoutKeys = 4;
    private const int OverTheBus = 6;

    private readonly List<BusClient> _buses = [];
    private readonly List<Client> _clients = [];
    private readonly List<Task> _working = [];

    public static async Task<Workforce> HireAsync(
        ChaosCluster cluster, HistoryRecorder history, IReadOnlyDictionary<string, long> resources, int seed)
    {
        var workforce = new Workforce();
        var simulator = new ResourceSimulator(history);
        var gateways = cluster.Of(ServiceKind.Gateway);
        for (var i = 0; i < WithKeys; i++) Add("keyed", i, new RestDoor(gateways, i), withKeys: true);
        for (var i = 0; i < WithoutKeys; i++) Add("plain", i, new RestDoor(gateways, i), withKeys: false);
        for (var i = 0; i < OverTheBus; i++)
        {
            var bus = await BusClient.ConnectAsync(cluster.Broker);
            workforce._buses.Add(bus);
            Add("bus", i, new BusDoor(bus), withKeys: true);
        }

        return workforce;

        void Add(string kind, int number, IDoor door, bool withKeys)
        {
            var random = new Random(HashCode.Combine(seed, workforce._clients.Count));
            var caller = new Caller($"{kind}-{number + 1}", door, history, withKeys);
            workforce._clients.Add(new Client(caller, random, new Wishes(random, resources), simulator));
        }
    }

    public void Work(CancellationToken stop) => _working.AddRange(_clients.Select(client => client.RunAsync(stop)));

    /// <summary>Returns when every client has come to the end of what it was doing.</summary>
    public Task FinishAsync() => Task.WhenAll(_working);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var bus in _buses) await bus.DisposeAsync();
    }
}

using System.Net;
using Npgsql;
using RentABot.Support.Proxy;

namespace RentABot.Chaos.Cluster;

/// <summary>Two of each service as they are run, on servers that may be broken.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const int OfEach = 2;

    private readonly Deployment _deployment;

    private ChaosCluster(Deployment deployment)
    {
        _deployment = deployment;
        Nodes =
        [
            .. Enum.GetValues<ServiceKind>().SelectMany(kind => Enumerable.Range(1, OfEach).Select(number => NewNode(kind, number))),
        ];
    }

    public IReadOnlyList<Node> Nodes { get; }

    public IReadOnlyList<Node> Gateways => Of(ServiceKind.Gateway);

    public Uri Broker => _deployment.Broker;

    public Database Database => _deployment.Database;

    /// <summary>Nothing runs yet. Skips the test without servers that may be broken.</summary>
    public static async Task<ChaosCluster> CreateAsync()
    {
        ServerControl.SkipUnlessAvailable();
        return new ChaosCluster(await Deployment.CreateAsync());
    }

    /// <summary>Returns when all services are ready.</summary>
    public async Task StartAsync()
    {
        // The others wait for the schema by themselves; which allocator makes it is up to chance.
        await Task.WhenAll(Nodes.Select(node => node.StartAsync()));
    }

    /// <summary>Returns when all services are ready, by themselves, after whatever has happened to them.</summary>
    public Task BecomesReadyAsync() => Task.WhenAll(Nodes.Select(node => node.BecomesReadyAsync()));

    /// <summary>A connection of the harness, directly to the server and not from a pool.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Database.ConnectionStringFor("chaos")) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask()));
        await _deployment.DisposeAsync();
    }

    public IReadOnlyList<Node> Of(ServiceKind kind) => [.. Nodes.Where(node => node.Kind == kind)];

    private Node NewNode(ServiceKind kind, int number)
    {
        var name = $"{kind}-{number}";
        var database = new NpgsqlConnectionStringBuilder(_deployment.Database.ConnectionStringFor(name));
        return new Node(
            _deployment,
            kind,
            name,
            new Link(name, "broker", new IPEndPoint(IPAddress.Loopback, _deployment.Broker.Port)),
            new Link(name, "database", new IPEndPoint(IPAddress.Loopback, database.Port)));
    }
}

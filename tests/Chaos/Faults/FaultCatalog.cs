using RentABot.Chaos.Clients;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;
using RentABot.Support.Proxy;

namespace RentABot.Chaos.Faults;

/// <summary>Everything that may happen, with chance deciding to whom and for how long.</summary>
internal sealed class FaultCatalog(ChaosCluster cluster, Administrator administrator, Random random)
{
    private static readonly (string Name, Func<FaultCatalog, string, Injection> Make)[] Kinds =
    [
        ("SIGKILL of an allocator", (of, name) => of.Kill(name, ServiceKind.Allocator)),
        ("SIGKILL of a gateway", (of, name) => of.Kill(name, ServiceKind.Gateway)),
        ("SIGKILL of a scheduler", (of, name) => of.Kill(name, ServiceKind.Scheduler)),
        ("SIGSTOP of an allocator", (of, name) => of.Pause(name, ServiceKind.Allocator)),
        ("SIGSTOP of a gateway", (of, name) => of.Pause(name, ServiceKind.Gateway)),
        ("SIGSTOP of a scheduler", (of, name) => of.Pause(name, ServiceKind.Scheduler)),
        .. KillAtPoint.Points.Select<string, (string, Func<FaultCatalog, string, Injection>)>(
            point => ($"killed {point}", (of, name) => of.KillAt(name, point))),
        ("broker restarted", (of, name) => new BreakServer(PrivateServer.RabbitMq, kill: false, of.Seconds(0, 2)) { Name = name }),
        ("broker killed", (of, name) => new BreakServer(PrivateServer.RabbitMq, kill: true, of.Seconds(0, 2)) { Name = name }),
        ("database restarted", (of, name) => new BreakServer(PrivateServer.Postgres, kill: false, of.Seconds(0, 3)) { Name = name }),
        ("database killed", (of, name) => new BreakServer(PrivateServer.Postgres, kill: true, of.Seconds(0, 3)) { Name = name }),
        ("all connections terminated", (of, name) => new EndConnections(of._cluster, percent: 100) { Name = name }),
        ("some connections terminated", (of, name) => new EndConnections(of._cluster, of._random.Next(20, 80)) { Name = name }),
        ("no connection left", (of, name) => new ExhaustConnections(of._cluster, of.Seconds(2, 5)) { Name = name }),
        ("a row held", (of, name) => HoldInTransaction.Row(of._cluster, of.Seconds(2, 8), name)),
        ("the write lock held", (of, name) => HoldInTransaction.WriteLock(of._cluster, of.Seconds(2, 8), name)),
        ("slow connection", (of, name) => of.Link(name, FaultKind.SlowConnection, new LinkState { Delay = of.Seconds(0.05, 0.4) }, of.Seconds(3, 8))),
        ("narrow connection", (of, name) =>
            of.Link(name, FaultKind.SlowConnection, new LinkState { BytesPerSecond = 1024 * of._random.Next(16, 128) }, of.Seconds(3, 8))),
        ("mute connection", (of, name) => of.Link(name, FaultKind.CutConnection, new LinkState { Stalled = true }, of.Seconds(3, 9))),
        ("cut connection", (of, name) => of.Link(name, FaultKind.CutConnection, new LinkState { Cut = true }, of.Seconds(1, 5))),
        ("every message twice", (of, name) => new DoubleMessages(of._cluster, of.Seconds(4, 8)) { Name = name }),
        ("poison message", (of, name) => new PoisonMessage(of._cluster, of.Any(Commands.All), of.Any(PoisonMessage.Bodies)) { Name = name }),
        ("import", (of, name) => of.Import(name)),
        ("maintenance", (of, name) => of.Maintain(name, after: null)),
        ("planned maintenance", (of, name) => of.Maintain(name, after: of.Seconds(1, 3))),
    ];

    private readonly ChaosCluster _cluster = cluster;
    private readonly Random _random = random;

    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>The fault with one of the <see cref="Names"/>.</summary>
    public Injection Make(string name) => Kinds.Single(kind => kind.Name == name).Make(this, name);

    public TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + (_random.NextDouble() * (most - least)));

    private KillService Kill(string name, ServiceKind kind) => new(Any(_cluster.Of(kind)), Seconds(0, 3)) { Name = name };

    /// <summary>Longer than any lock that is not extended.</summary>
    private PauseService Pause(string name, ServiceKind kind) => new(Any(_cluster.Of(kind)), Seconds(6, 9)) { Name = name };

    private KillAtPoint KillAt(string name, string point)
    {
        var allocators = _cluster.Of(ServiceKind.Allocator);
        var armed = _random.Next(allocators.Count);
        return new KillAtPoint(allocators[armed], allocators[1 - armed], point, _random.Next(1, 30)) { Name = name };
    }

    private BreakLink Link(string name, FaultKind kind, LinkState state, TimeSpan duration)
    {
        var node = Any(_cluster.Nodes);
        return new BreakLink(_random.Next(2) == 0 ? node.Broker : node.Database, kind, state, duration) { Name = name };
    }

    private Change Import(string name)
    {
        var which = Lab.Resources.Where(_ => _random.Next(2) == 0).Append(Any(Lab.Resources)).Distinct().ToList();
        var description = $"as of import {_random.Next(1000)}";
        return new Change(administrator, $"{which.Count} resources", admin => admin.ImportAsync(which, description)) { Name = name };
    }

    private Change Maintain(string name, TimeSpan? after)
    {
        var (which, duration) = (Any(Lab.Resources).Name, Seconds(2, 5));
        return new Change(administrator, $"{which} for {duration.TotalSeconds:0.0} s", admin => admin.MaintainAsync(which, after, duration)) { Name = name };
    }

    private T Any<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];
}

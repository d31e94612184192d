using RentABot.Chaos.Clients;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;
using RentABot.Chaos.Proxy;

namespace RentABot.Chaos.Faults;

/// <summary>
/// Which fault comes next: the same ones for the same seed. They are dealt like cards: none comes twice before all have
/// come once.
/// </summary>
internal sealed class FaultSchedule
{
    private readonly Random _random;
    private readonly ChaosCluster _cluster;
    private readonly Administrator _administrator;
    private readonly (string Name, Func<string, Injection> Make)[] _deck;
    private int _next;

    public FaultSchedule(int seed, ChaosCluster cluster, Administrator administrator)
    {
        (_random, _cluster, _administrator) = (new Random(seed), cluster, administrator);
        _deck =
        [
            ("SIGKILL of an allocator", name => Kill(name, ServiceKind.Allocator)),
            ("SIGKILL of a gateway", name => Kill(name, ServiceKind.Gateway)),
            ("SIGKILL of a scheduler", name => Kill(name, ServiceKind.Scheduler)),
            ("SIGSTOP of an allocator", name => Pause(name, ServiceKind.Allocator)),
            ("SIGSTOP of a gateway", name => Pause(name, ServiceKind.Gateway)),
            ("SIGSTOP of a scheduler", name => Pause(name, ServiceKind.Scheduler)),
            .. KillAtPoint.Points.Select<string, (string, Func<string, Injection>)>(point => ($"killed {point}", name => KillAt(name, point))),
            ("broker restarted", name => new BreakServer(PrivateServer.RabbitMq, kill: false, Seconds(0, 2)) { Name = name }),
            ("broker killed", name => new BreakServer(PrivateServer.RabbitMq, kill: true, Seconds(0, 2)) { Name = name }),
            ("database restarted", name => new BreakServer(PrivateServer.Postgres, kill: false, Seconds(0, 3)) { Name = name }),
            ("database killed", name => new BreakServer(PrivateServer.Postgres, kill: true, Seconds(0, 3)) { Name = name }),
            ("all connections terminated", name => new EndConnections(_cluster, percent: 100) { Name = name }),
            ("some connections terminated", name => new EndConnections(_cluster, _random.Next(20, 80)) { Name = name }),
            ("no connection left", name => new ExhaustConnections(_cluster, Seconds(2, 5)) { Name = name }),
            ("a row held", name => HoldInTransaction.Row(_cluster, Seconds(2, 8), name)),
            ("the write lock held", name => HoldInTransaction.WriteLock(_cluster, Seconds(2, 8), name)),
            ("slow connection", name => Link(name, FaultKind.SlowConnection, new LinkState { Delay = Seconds(0.05, 0.4) }, Seconds(3, 8))),
            ("narrow connection", name =>
                Link(name, FaultKind.SlowConnection, new LinkState { BytesPerSecond = 1024 * _random.Next(16, 128) }, Seconds(3, 8))),
            ("mute connection", name => Link(name, FaultKind.CutConnection, new LinkState { Stalled = true }, Seconds(3, 9))),
            ("cut connection", name => Link(name, FaultKind.CutConnection, new LinkState { Cut = true }, Seconds(1, 5))),
            ("every message twice", name => new DoubleMessages(_cluster, Seconds(4, 8)) { Name = name }),
            ("poison message", name => new PoisonMessage(_cluster, Any(Commands.All), Any(PoisonMessage.Bodies)) { Name = name }),
            ("import", Import),
            ("maintenance", name => Maintain(name, after: null)),
            ("planned maintenance", name => Maintain(name, after: Seconds(1, 3))),
        ];
        _next = _deck.Length;
    }

    /// <summary>The names of all kinds.</summary>
    public IEnumerable<string> Names => _deck.Select(card => card.Name).Order(StringComparer.Ordinal);

    /// <summary>The next fault, and how long nothing else happens before it.</summary>
    public (Injection Injection, TimeSpan Calm) Next()
    {
        if (_next == _deck.Length)
        {
            _random.Shuffle(_deck);
            _next = 0;
        }

        var (name, make) = _deck[_next++];
        return (make(name), Seconds(0.3, 1.5));
    }

    private KillService Kill(string name, ServiceKind kind) => new(Any(_cluster.Of(kind)), Seconds(0, 3)) { Name = name };

    /// <summary>Longer than any lock that is not extended.</summary>
    private PauseService Pause(string name, ServiceKind kind) => new(Any(_cluster.Of(kind)), Seconds(6, 9)) { Name = name };

    private KillAtPoint KillAt(string name, string point) => new(Any(_cluster.Of(ServiceKind.Allocator)), point, _random.Next(1, 40)) { Name = name };

    private BreakLink Link(string name, FaultKind kind, LinkState state, TimeSpan duration)
    {
        var node = Any(_cluster.Nodes);
        return new BreakLink(_random.Next(2) == 0 ? node.Broker : node.Database, kind, state, duration) { Name = name };
    }

    private Change Import(string name)
    {
        var which = Lab.Resources.Where(_ => _random.Next(2) == 0).Append(Any(Lab.Resources)).Distinct().ToList();
        var description = $"as of import {_random.Next(1000)}";
        return new Change(_administrator, $"{which.Count} resources", admin => admin.ImportAsync(which, description)) { Name = name };
    }

    private Change Maintain(string name, TimeSpan? after)
    {
        var (which, duration) = (Any(Lab.Resources).Name, Seconds(2, 5));
        return new Change(_administrator, $"{which} for {duration.TotalSeconds:0.0} s", admin => admin.MaintainAsync(which, after, duration)) { Name = name };
    }

    private TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + (_random.NextDouble() * (most - least)));

    private T Any<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];
}

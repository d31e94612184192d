using RentABot.Chaos.Clients;
using RentABot.Chaos.Cluster;

namespace RentABot.Chaos.Faults;

/// <summary>
/// Which fault comes next: the same ones for the same seed. They are dealt like cards: none comes twice before all have
/// come once.
/// </summary>
internal sealed class FaultSchedule
{
    private readonly Random _random;
    private readonly FaultCatalog _catalog;
    private readonly string[] _deck = [.. FaultCatalog.Names];
    private int _next;

    public FaultSchedule(int seed, ChaosCluster cluster, Administrator administrator)
    {
        _random = new Random(seed);
        _catalog = new FaultCatalog(cluster, administrator, _random);
        _next = _deck.Length;
    }

    /// <summary>The next fault, and how long nothing else happens before it.</summary>
    public (Injection Injection, TimeSpan After) Next()
    {
        if (_next == _deck.Length)
        {
            _random.Shuffle(_deck);
            _next = 0;
        }

        return (_catalog.Make(_deck[_next++]), _catalog.Seconds(0.5, 2.5));
    }
}

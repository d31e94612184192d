using RentABot.Load.Echo;
using RentABot.Load.Etcd;
using RentABot.Load.Pairs;
using RentABot.Load.Peers;
using RentABot.Load.Report;
using RentABot.Load.Standalone;

namespace RentABot.Load;

/// <summary>What there is to measure.</summary>
internal static class Scenarios
{
    public static IReadOnlyList<string> Names { get; } = ["pairs", "echo", "etcd", "standalone", AtRest.Scenario];

    /// <summary>Those that are wanted, one after the other.</summary>
    public static IEnumerable<IScenario> Create(Settings settings, Results results)
    {
        IPeer[] peers = [new Services(results), new EchoPeer(), new EtcdPeer(), new StandalonePeer()];
        if (peers.Where(peer => settings.Wants(peer.Name)).ToList() is { Count: > 0 } wanted)
        {
            yield return new PeerComparison(wanted, settings, results);
        }

        if (settings.Wants(AtRest.Scenario)) yield return new AtRest(results);
    }
}

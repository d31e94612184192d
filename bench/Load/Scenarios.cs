using RentABot.Load.Echo;
using RentABot.Load.Etcd;
using RentABot.Load.Growth;
using RentABot.Load.Listing;
using RentABot.Load.Live;
using RentABot.Load.Original;
using RentABot.Load.Pairs;
using RentABot.Load.Peers;
using RentABot.Load.Queue;
using RentABot.Load.Report;
using RentABot.Load.Reservations;
using RentABot.Load.Standalone;
using RentABot.Load.Steady;

namespace RentABot.Load;

/// <summary>What there is to measure.</summary>
internal static class Scenarios
{
    private const int Ended = 1_000_000;

    public static IReadOnlyList<string> Names { get; } =
    [
        "pairs", "echo", "etcd", "standalone", OriginalPeer.Scenario, "reservations", "list-unchanged", "list-full",
        "growth-base", "growth-resources", "growth-ended", ReleaseToGrant.Scenario, LiveEvents.Scenario, AtRest.Scenario,
        SteadyLoad.Scenario,
    ];

    /// <summary>Those that are wanted, one after the other; what is compared is measured in turn.</summary>
    public static IEnumerable<IScenario> Create(Settings settings, Results results)
    {
        IScenario?[] scenarios =
        [
            Compare(
                100, latency: true,
                [Pairs("pairs", 1000), new EchoPeer(), new EtcdPeer(), new StandalonePeer(), .. Original()]),
            Compare(50, latency: true, new ServicesPeer("reservations", 1000, ReservationClient.ConnectAsync, results)),
            Compare(
                100, latency: true,
                new ServicesPeer("list-unchanged", 10_000, ListClient.ConnectForChangesAsync, results),
                new ServicesPeer("list-full", 10_000, ListClient.ConnectForAllAsync, results)),
            Compare(
                100, latency: false,
                Pairs("growth-base", 100),
                Pairs("growth-resources", 10_000),
                new ServicesPeer("growth-ended", 100, PairClient.ConnectAsync, results)
                {
                    Fill = database => EndedLocks.InsertAsync(database, Ended),
                }),
            settings.Wants(ReleaseToGrant.Scenario) ? new ReleaseToGrant(settings, results) : null,
            settings.Wants(LiveEvents.Scenario) ? new LiveEvents(settings, results) : null,
            settings.Wants(AtRest.Scenario) ? new AtRest(results) : null,
            settings.Wants(SteadyLoad.Scenario) ? new SteadyLoad(settings, results) : null,
        ];
        return scenarios.OfType<IScenario>();

        IEnumerable<IPeer> Original() => settings.Original is { } program ? [new OriginalPeer(program)] : [];

        ServicesPeer Pairs(string name, int resources) => new(name, resources, PairClient.ConnectAsync, results);

        PeerComparison? Compare(int clients, bool latency, params IPeer[] peers) =>
            Array.FindAll(peers, peer => settings.Wants(peer.Name)) is { Length: > 0 } wanted
                ? new PeerComparison(wanted, clients, latency, settings, results)
                : null;
    }
}

using RentABot.Chaos.Books;
using RentABot.Chaos.Checking;
using RentABot.Chaos.Faults;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Runs;

/// <summary>What became of a round.</summary>
internal sealed record RoundResult(RoundOptions Options, RunHistory History, ClosedBooks Books, IReadOnlyCollection<Injection> Injections)
{
    /// <summary>What was promised and not kept, each with its shortest history.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>How many services ended to be started anew, because their bus had not come back.</summary>
    public int Restarts { get; init; }

    public int Operations => History.Calls.Count;
}

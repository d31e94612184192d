using RentABot.Chaos.Books;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking;

/// <summary>
/// Goes through a run's history and the database at its end, and finds every rule that was broken. Sound: what it finds
/// cannot happen while the rules hold, whatever the clients could not see.
/// </summary>
internal static class HistoryChecker
{
    private static readonly Func<CheckedRun, IEnumerable<Violation>>[] Rules =
    [
        HoldingRule.Check,
        FencingRule.Check,
        LedgerRule.Check,
        AllOrNothingRule.Check,
        RefusalRule.Check,
        AbandonmentRule.Check,
        KeptGrantRule.Check,
        RepeatRule.Check,
        ExpiryRule.Check,
        ReservationPathRule.Check,
        QueueOrderRule.Check,
        IdlenessRule.Check,
        EventLogRule.Check,
        DeliveryRule.Check,
        ListRule.Check,
        LeftoverRule.Check,
    ];

    public static IReadOnlyList<Violation> Check(RunHistory history, ClosedBooks books, Allowances? allowances = null)
    {
        var run = new CheckedRun(history, books, allowances ?? new Allowances());

        // What was answered twice is told once.
        return [.. Rules.SelectMany(rule => rule(run)).DistinctBy(violation => (violation.Rule, violation.Sentence))];
    }
}

using RentABot.Chaos.Books;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>
/// A call without a key that was answered 503 is not carried out later, and what it left is taken back soon. A gateway
/// that is killed takes with it what it had still to say; then the time limit alone frees.
/// </summary>
internal static class AbandonmentRule
{
    public const string Name = "an abandoned call leaves nothing";

    public static IEnumerable<Violation> Check(CheckedRun run) => AbandonedRequests(run).Concat(AbandonedClaims(run));

    private static IEnumerable<Violation> AbandonedRequests(CheckedRun run)
    {
        foreach (var calls in run.Requests)
        {
            if (TheAbandoned(calls.Where(call => call.Asks())) is not { } call) continue;
            var left = run.LocksByRequest[call.Request].Select(Left.Of)
                .Concat(run.ReservationsByRequest[call.Request].Select(row => Left.Of(row, call)));
            foreach (var violation in left.SelectMany(one => Judge(run, call, one))) yield return violation;
        }
    }

    private static IEnumerable<Violation> AbandonedClaims(CheckedRun run)
    {
        var claims = run.History.Calls.Where(call => call is { Operation: Operation.Claim, ReservationId: not null });
        foreach (var calls in claims.GroupBy(call => call.ReservationId!.Value))
        {
            if (TheAbandoned(calls) is not { Wait: null } call) continue;
            var left = run.LocksByReservation[calls.Key].Select(Left.Of);
            foreach (var violation in left.SelectMany(one => Judge(run, call, one))) yield return violation;
        }
    }

    /// <summary>The last abandoned call, where all that was done is of abandoned ones.</summary>
    private static Call? TheAbandoned(IEnumerable<Call> calls) =>
        calls.All(call => call.IsAbandoned() || call.IsRefusedForGood()) ? calls.LastOrDefault(call => call.IsAbandoned()) : null;

    private static IEnumerable<Violation> Judge(CheckedRun run, Call call, Left left)
    {
        // Until then the command may be on its way: 503 is also said when the broker breaks off in mid-sentence.
        var answerBy = call.Begin + run.Allowances.AnswerTimeout;
        var latest = (answerBy > call.End ? answerBy : call.End) + run.Allowances.Clocks;
        if (call.Wait is null && left.Began > latest) yield return Broken($"{left.What} began after its call had been given up");
        if (left.Used) yield return Broken($"{left.What} was used by somebody");

        var end = left.Ended ?? run.Books.ReadAt;
        if (!run.IsLate(call.End, end, run.Allowances.Abandonment) || IsForgotten(run, call, end)) yield break;
        var life = left.Ended is null ? "still lives" : $"ended at {Fact.At(end)}";
        yield return Broken($"{left.What} {life}, its call was given up at {Fact.At(call.End)}");

        Violation Broken(string sentence) => new(Name, sentence, [Fact.Of(call), left.Row]);
    }

    private static bool IsForgotten(CheckedRun run, Call call, DateTimeOffset until) => run.History.Faults.Any(fault =>
        fault.Kind == FaultKind.Kill && fault.Target == call.Through && fault.Begin >= call.Begin && fault.Begin <= until);

    /// <summary>What an abandoned call may have left.</summary>
    private sealed record Left(string What, DateTimeOffset Began, DateTimeOffset? Ended, bool Used, string Row)
    {
        public static Left Of(LockRow row) =>
            new(row.Lock.ToString(), row.AcquiredAt, row.EndedAt, row.EndReason == LockEndReason.Released, Fact.Of(row));

        /// <summary>The gateway itself claims for a call that waits.</summary>
        public static Left Of(ReservationRow row, Call call) =>
            new($"reservation {row.Id}", row.CreatedAt, row.EndedAt, call.Wait is null && row.ClaimedAt is not null, Fact.Of(row));
    }
}

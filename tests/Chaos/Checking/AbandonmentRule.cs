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
            var asking = calls.Where(call => call.Asks()).ToList();
            if (TheAbandoned(asking) is not { } call) continue;
            foreach (var row in run.LocksByRequest[call.Request])
            {
                foreach (var violation in Judge(run, call, row.Lock.ToString(), Began(row.AcquiredAt), row.EndedAt, row.EndReason != LockEndReason.Released, Fact.Of(row)))
                {
                    yield return violation;
                }
            }

            foreach (var row in run.ReservationsByRequest[call.Request])
            {
                foreach (var violation in Judge(run, call, $"reservation {row.Id}", Began(row.CreatedAt), row.EndedAt, row.ClaimedAt is null || call.Wait is not null, Fact.Of(row)))
                {
                    yield return violation;
                }
            }

            DateTimeOffset? Began(DateTimeOffset instant) => call.Wait is null ? instant : null;
        }
    }

    private static IEnumerable<Violation> AbandonedClaims(CheckedRun run)
    {
        var claims = run.History.Calls.Where(call => call is { Operation: Operation.Claim, ReservationId: not null });
        foreach (var calls in claims.GroupBy(call => call.ReservationId!.Value))
        {
            if (TheAbandoned([.. calls]) is not { Wait: null } call) continue;
            foreach (var row in run.LocksByReservation[calls.Key])
            {
                foreach (var violation in Judge(run, call, row.Lock.ToString(), row.AcquiredAt, row.EndedAt, row.EndReason != LockEndReason.Released, Fact.Of(row)))
                {
                    yield return violation;
                }
            }
        }
    }

    /// <summary>The last abandoned call, where all that was done is of abandoned ones.</summary>
    private static Call? TheAbandoned(List<Call> calls) =>
        calls.All(call => call.IsAbandoned() || call.IsRefusedForGood()) ? calls.FindLast(call => call.IsAbandoned()) : null;

    private static IEnumerable<Violation> Judge(
        CheckedRun run, Call call, string what, DateTimeOffset? began, DateTimeOffset? ended, bool takenBack, string fact)
    {
        // Until then the command may be on its way: 503 is also said when the broker breaks off in mid-sentence.
        var answerBy = call.Begin + run.Allowances.AnswerTimeout;
        var latest = (answerBy > call.End ? answerBy : call.End) + run.Allowances.Clocks;
        if (began > latest)
        {
            yield return new Violation(Name, $"{what} began after its call had been given up", [Fact.Of(call), fact]);
        }

        if (!takenBack) yield return new Violation(Name, $"{what} was used by somebody", [Fact.Of(call), fact]);

        var end = ended ?? run.Books.ReadAt;
        if (!run.IsLate(call.End, end, run.Allowances.Abandonment)) yield break;
        if (run.History.Faults.Any(fault =>
            fault.Kind == FaultKind.Kill && fault.Target == call.Through && fault.Begin >= call.Begin && fault.Begin <= end)) yield break;
        yield return new Violation(
            Name, $"{what} {(ended is null ? "still lives" : $"ended at {Fact.At(ended)}")}, its call was given up at {Fact.At(call.End)}", [Fact.Of(call), fact]);
    }
}

using RentABot.Chaos.Books;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>
/// Nothing expires before its instant or more than a second after it, faults left aside; and from that instant on
/// nobody can use it.
/// </summary>
internal static class ExpiryRule
{
    public const string Name = "expiry in time";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static IEnumerable<Violation> Check(CheckedRun run)
    {
        foreach (var row in run.Books.Locks)
        {
            if (row.EndReason == LockEndReason.Released && row.EndedAt >= row.ExpiresAt)
            {
                yield return new Violation(Name, $"{row.Lock} was released by its token after its expiry", [Fact.Of(row)]);
            }

            if (row.EndReason is not (null or LockEndReason.Expired)) continue;
            foreach (var violation in Judge(run, row.Lock.ToString(), row.ExpiresAt, row.EndedAt, Fact.Of(row))) yield return violation;
        }

        foreach (var row in run.Books.Reservations)
        {
            if (row.ClaimedAt >= row.ClaimExpiresAt)
            {
                yield return new Violation(Name, $"Reservation {row.Id} was claimed after its claim window", [Fact.Of(row)]);
            }

            if (Due(row) is not { } due) continue;
            foreach (var violation in Judge(run, $"Reservation {row.Id}", due, row.EndedAt, Fact.Of(row))) yield return violation;
        }
    }

    private static DateTimeOffset? Due(ReservationRow row) => row.Status switch
    {
        ReservationStatus.Pending or ReservationStatus.Fulfilled or ReservationStatus.Expired => row.ClaimExpiresAt ?? row.ExpiresAt,
        _ => null,
    };

    private static IEnumerable<Violation> Judge(CheckedRun run, string what, DateTimeOffset due, DateTimeOffset? ended, string fact)
    {
        if (ended < due)
        {
            yield return new Violation(Name, $"{what} expired {(due - ended).Value.TotalSeconds:0.000} s before its instant", [fact]);
        }

        var end = ended ?? run.Books.ReadAt;
        if (end <= due || !run.IsLate(due, end, Limit)) yield break;
        var faults = run.History.Faults.Where(fault => fault.Begin < end && fault.End + run.Allowances.Recovery > due);
        yield return new Violation(
            Name,
            $"{what} {(ended is null ? "has not expired" : "expired")} {(end - due).TotalSeconds:0.000} s after its instant, "
            + $"{run.Trouble(due, end).TotalSeconds:0.000} s of it with faults",
            [fact, .. faults.Select(Fact.Of)]);
    }
}

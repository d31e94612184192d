using RentABot.Chaos.Books;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking;

/// <summary>A run as the rules look at it: history and books, found by what they have in common.</summary>
internal sealed class CheckedRun
{
    private readonly List<(DateTimeOffset Begin, DateTimeOffset End)> _troubled;

    public CheckedRun(RunHistory history, ClosedBooks books, Allowances allowances)
    {
        (History, Books, Allowances) = (history, books, allowances);
        Locks = books.Locks.GroupBy(row => row.Lock).ToDictionary(rows => rows.Key, rows => rows.First());
        LocksByRequest = books.Locks.ToLookup(row => row.ClientId);
        LocksByReservation = books.Locks.Where(row => row.ReservationId is not null).ToLookup(row => row.ReservationId!.Value);
        Reservations = books.Reservations.ToDictionary(row => row.Id);
        ReservationsByRequest = books.Reservations.ToLookup(row => row.ClientId);
        Requests = history.Calls.ToLookup(call => call.Request);
        _troubled = Merge(history.Faults
            .Where(fault => fault.Kind is not (FaultKind.MessagesDoubled or FaultKind.PoisonMessage))
            .Select(fault => (fault.Begin, fault.End + allowances.Recovery)));
    }

    public RunHistory History { get; }

    public ClosedBooks Books { get; }

    public Allowances Allowances { get; }

    public IReadOnlyDictionary<LockReference, LockRow> Locks { get; }

    public ILookup<string, LockRow> LocksByRequest { get; }

    public ILookup<Guid, LockRow> LocksByReservation { get; }

    public IReadOnlyDictionary<Guid, ReservationRow> Reservations { get; }

    public ILookup<string, ReservationRow> ReservationsByRequest { get; }

    public ILookup<string, Call> Requests { get; }

    /// <summary>How much of a span of time had a fault in it that slows or stops something, or its effects.</summary>
    public TimeSpan Trouble(DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        foreach (var (begin, end) in _troubled)
        {
            var overlap = (end < to ? end : to) - (begin > from ? begin : from);
            if (overlap > TimeSpan.Zero) sum += overlap;
        }

        return sum;
    }

    /// <summary>Whether something took longer than it may, faults in between left aside.</summary>
    public bool IsLate(DateTimeOffset due, DateTimeOffset done, TimeSpan limit) =>
        done - due > limit + Allowances.Load + Trouble(due, done);

    private static List<(DateTimeOffset Begin, DateTimeOffset End)> Merge(IEnumerable<(DateTimeOffset Begin, DateTimeOffset End)> spans)
    {
        var merged = new List<(DateTimeOffset Begin, DateTimeOffset End)>();
        foreach (var span in spans.OrderBy(span => span.Begin))
        {
            if (merged.Count > 0 && span.Begin <= merged[^1].End)
            {
                if (span.End > merged[^1].End) merged[^1] = (merged[^1].Begin, span.End);
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }
}

using RentABot.Chaos.Books;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>Every change of state is in the log once, and the log is without gaps.</summary>
internal static class EventLogRule
{
    public const string Name = "every change in the log once";

    public static IEnumerable<Violation> Check(CheckedRun run) =>
        Sequences(run.Books)
            .Concat(LockEvents(run.Books))
            .Concat(Revisions(
                run.Books.Events.Where(row => row.Body is ResourceEvent),
                row => ((ResourceEvent)row.Body).ResourceId,
                run.Books.Resources.ToDictionary(row => row.Id, row => (row.Revision, Fact.Of(row))),
                row => row.Type == nameof(ResourceRemoved)))
            .Concat(Revisions(
                run.Books.Events.Where(row => row.Body is ReservationEvent),
                row => ((ReservationEvent)row.Body).ReservationId,
                run.Books.Reservations.ToDictionary(row => row.Id, row => (row.Revision, Fact.Of(row))),
                _ => false));

    private static IEnumerable<Violation> Sequences(ClosedBooks books)
    {
        EventRow? before = null;
        var ids = new HashSet<Guid>();
        foreach (var row in books.Events)
        {
            string[] facts = before is null ? [Fact.Of(row)] : [Fact.Of(before), Fact.Of(row)];
            if (row.Sequence != (before?.Sequence ?? 0) + 1)
            {
                yield return new Violation(Name, $"Event {row.Sequence} does not follow the last one", facts);
            }

            if (row.OccurredAt < before?.OccurredAt)
            {
                yield return new Violation(Name, $"Event {row.Sequence} is older than the last one", facts);
            }

            if (row.Body.Sequence != row.Sequence || row.Body.EventId != row.EventId || row.Body.OccurredAt != row.OccurredAt)
            {
                yield return new Violation(Name, $"Event {row.Sequence} is published with another number, id or instant", [Fact.Of(row)]);
            }

            if (!ids.Add(row.EventId)) yield return new Violation(Name, $"Event {row.Sequence} has the id of another one", [Fact.Of(row)]);
            before = row;
        }

        if ((before?.Sequence ?? 0) != books.LastSequence)
        {
            yield return new Violation(
                Name, $"The ledger gave the numbers up to {books.LastSequence}", before is null ? [] : [Fact.Of(before)]);
        }
    }

    private static IEnumerable<Violation> LockEvents(ClosedBooks books)
    {
        var events = books.Events.Where(row => row.Body is LockEvent).ToLookup(row => ((LockEvent)row.Body).Lock.LockId);
        foreach (var row in books.Locks)
        {
            var begins = events[row.Id].Where(e => e.Body is LockAcquired).ToList();
            if (begins.Count != 1 || begins[0].OccurredAt != row.AcquiredAt)
            {
                yield return new Violation(
                    Name, $"The log tells the beginning of {row.Lock} {begins.Count} times", [Fact.Of(row), .. begins.Select(Fact.Of)]);
            }

            var ends = events[row.Id].Where(e => e.Body is LockReleased or LockExpired).ToList();
            if (row.EndedAt is null ? ends.Count > 0 : ends.Count != 1 || !Tells(ends[0], row))
            {
                yield return new Violation(
                    Name,
                    $"The log tells the end of {row.Lock} {ends.Count} times, or otherwise than its row",
                    [Fact.Of(row), .. ends.Select(Fact.Of)]);
            }

            var last = events[row.Id].LastOrDefault(e => e.Body is not LockExpiring);
            if (last?.Body is LockEvent told && told.Lock.ExpiresAt != row.ExpiresAt)
            {
                yield return new Violation(Name, $"The log tells another expiry of {row.Lock}", [Fact.Of(row), Fact.Of(last)]);
            }
        }

        var known = books.Locks.Select(row => row.Id).ToHashSet();
        foreach (var ofLock in events.Where(ofLock => !known.Contains(ofLock.Key)))
        {
            yield return new Violation(Name, "The log tells of a lock that is not in the books", [.. ofLock.Select(Fact.Of)]);
        }
    }

    private static bool Tells(EventRow end, LockRow row) =>
        end.OccurredAt == row.EndedAt
        && ((LockEvent)end.Body).Lock.EndReason == row.EndReason
        && end.Body is LockExpired == (row.EndReason == LockEndReason.Expired);

    private static IEnumerable<Violation> Revisions<TKey>(
        IEnumerable<EventRow> events,
        Func<EventRow, TKey> subject,
        Dictionary<TKey, (int Revision, string Fact)> rows,
        Func<EventRow, bool> removes)
        where TKey : notnull
    {
        var last = new Dictionary<TKey, EventRow>();
        foreach (var row in events)
        {
            var before = last.GetValueOrDefault(subject(row));
            if (row.Body.Revision != (before?.Body.Revision ?? 0) + 1)
            {
                yield return new Violation(
                    Name,
                    $"Revision {row.Body.Revision} of {subject(row)} follows {before?.Body.Revision ?? 0}",
                    [.. before is null ? [] : new[] { Fact.Of(before) }, Fact.Of(row)]);
            }

            last[subject(row)] = row;
        }

        foreach (var (key, (revision, fact)) in rows)
        {
            if (last.GetValueOrDefault(key) is { } told && told.Body.Revision == revision) continue;
            yield return new Violation(
                Name,
                $"{key} has revision {revision}, the log tells {last.GetValueOrDefault(key)?.Body.Revision ?? 0}",
                [fact, .. last.GetValueOrDefault(key) is { } other ? new[] { Fact.Of(other) } : []]);
        }

        foreach (var (key, row) in last.Where(pair => !rows.ContainsKey(pair.Key) && !removes(pair.Value)))
        {
            yield return new Violation(Name, $"The log tells of {key}, which is not in the books", [Fact.Of(row)]);
        }
    }
}

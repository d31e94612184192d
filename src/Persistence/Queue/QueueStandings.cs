namespace RentABot.Persistence.Queue;

/// <summary>Tells pending reservations where they stand.</summary>
public static class QueueStandings
{
    /// <summary>The standings of those of <paramref name="ids"/> that are pending.</summary>
    public static IReadOnlyDictionary<Guid, QueueStanding> StandingsOf(this QueueBook book, IReadOnlyCollection<Guid> ids, DateTimeOffset now)
    {
        var asked = ids.Select(book.Find).OfType<QueuedReservation>().ToHashSet();
        var standings = new Dictionary<Guid, QueueStanding>();
        var ahead = new Dictionary<Wish, Ahead>();
        var held = HeldSlots(book);
        foreach (var waiting in book.Line)
        {
            if (standings.Count == asked.Count) break;
            if (asked.Contains(waiting)) standings[waiting.Id] = StandingOf(waiting, book, ahead, held, now);
            var before = ahead.GetValueOrDefault(waiting.Wish);
            ahead[waiting.Wish] = new Ahead(before.Reservations + 1, before.Resources + waiting.Quantity);
        }

        return standings;
    }

    private static QueueStanding StandingOf(
        QueuedReservation waiting, QueueBook book, Dictionary<Wish, Ahead> ahead, SlotSet held, DateTimeOffset now)
    {
        var suiting = waiting.Wish.Suiting;
        var competing = ahead.Where(pair => pair.Key == waiting.Wish || pair.Key.Suiting.Overlaps(suiting)).Select(pair => pair.Value).ToList();
        var locked = suiting.CountIn(book.Locked);
        var unlocked = new SlotSet();
        unlocked.Add(suiting);
        unlocked.Remove(book.Locked);
        var unavailable = unlocked.CountIn(book.OutOfService);
        unlocked.Remove(book.OutOfService);
        return new QueueStanding
        {
            Position = 1 + competing.Sum(a => a.Reservations),
            Gathered = book.Holds.Values.Count(holder => holder == waiting.Id),
            Matching = suiting.Count,
            Locked = locked,
            Unavailable = unavailable,
            Held = unlocked.CountIn(held),
            ServedBy = ServedBy(waiting, book, competing.Sum(a => (long)a.Resources), now),
        };
    }

    /// <summary>
    /// Whoever stands before it can take at most what they ask for out of what suits it, and nobody behind it takes any of
    /// that while it gathers. So once as many of its resources have become free as they and it ask for, it is served.
    /// </summary>
    private static DateTimeOffset? ServedBy(QueuedReservation waiting, QueueBook book, long askedBefore, DateTimeOffset now)
    {
        var inService = waiting.Wish.Suiting.CountExcept(book.OutOfService);
        var needed = askedBefore + waiting.Quantity;
        if (inService < waiting.Quantity || needed > inService) return null;
        var free = new List<DateTimeOffset>(inService);
        foreach (var slot in waiting.Wish.Suiting.Slots().Where(slot => !book.OutOfService.Contains(slot)))
        {
            var resource = book.ResourceIn(slot);
            if (resource.LockedUntil is { } until) free.Add(until > now ? until : now);

            // Somebody who has not claimed yet may keep it for as long as a lock of it may live: nothing is promised.
            else if (!book.Holds.TryGetValue(resource.Id, out var holder) || book.Find(holder) is not null) free.Add(now);
        }

        free.Sort();
        return needed <= free.Count ? free[(int)needed - 1] : null;
    }

    private static SlotSet HeldSlots(QueueBook book)
    {
        var held = new SlotSet();
        foreach (var resourceId in book.Holds.Keys)
        {
            if (book.SlotOf(resourceId) is { } slot) held.Set(slot, true);
        }

        return held;
    }

    /// <summary>What stands before a reservation with one wish.</summary>
    private readonly record struct Ahead(int Reservations, long Resources);
}

namespace RentABot.Persistence.Queue;

/// <summary>Tells pending reservations where they stand.</summary>
public static class QueueStandings
{
    /// <summary>From 1, among the pending reservations that compete with it for some resource; null when it does not wait.</summary>
    public static int? PositionOf(this QueueBook book, Guid id)
    {
        if (book.Find(id) is not { } asked) return null;
        var competes = new Dictionary<Wish, bool>();
        var position = 1;
        foreach (var waiting in book.Line)
        {
            if (waiting.Id == id) break;
            if (!competes.TryGetValue(waiting.Wish, out var competing))
            {
                competes[waiting.Wish] = competing = Compete(asked.Wish, waiting.Wish);
            }

            if (competing) position++;
        }

        return position;
    }

    /// <summary>The standings of those of <paramref name="ids"/> that are pending.</summary>
    public static IReadOnlyDictionary<Guid, QueueStanding> StandingsOf(this QueueBook book, IReadOnlyCollection<Guid> ids, DateTimeOffset now)
    {
        var asked = ids.Where(id => book.Find(id) is not null).ToHashSet();
        var standings = new Dictionary<Guid, QueueStanding>();
        var ahead = new Dictionary<Wish, Ahead>();
        var supplies = new Dictionary<Wish, Supply>();
        var held = HeldSlots(book);
        var gathered = book.Holds.Values.CountBy(holder => holder).ToDictionary();
        foreach (var waiting in book.Line)
        {
            if (standings.Count == asked.Count) break;
            var (wish, quantity) = (waiting.Wish, waiting.Quantity);
            if (asked.Contains(waiting.Id))
            {
                if (!supplies.TryGetValue(wish, out var supply)) supplies[wish] = supply = SupplyOf(wish, book, held, now);
                var competing = ahead.Where(pair => Compete(pair.Key, wish)).Select(pair => pair.Value).ToList();
                standings[waiting.Id] = new QueueStanding
                {
                    Position = 1 + competing.Sum(a => a.Reservations),
                    Gathered = gathered.GetValueOrDefault(waiting.Id),
                    Matching = wish.Suiting.Count,
                    Locked = supply.Locked,
                    Held = supply.Held,
                    Unavailable = supply.Unavailable,
                    LockedThenUnavailable = supply.LockedThenUnavailable,
                    ServedBy = ServedBy(quantity, competing.Sum(a => a.Resources) + quantity, supply),
                };
            }

            var before = ahead.GetValueOrDefault(wish);
            ahead[wish] = new Ahead(before.Reservations + 1, before.Resources + quantity);
        }

        return standings;
    }

    /// <summary>
    /// Whoever stands before it can take at most what they ask for out of what suits it, and nobody behind it takes any of
    /// that while it gathers. So once as many of its resources have become free as they and it ask for, it is served.
    /// </summary>
    private static DateTimeOffset? ServedBy(int quantity, long needed, Supply supply) =>
        supply.InService >= quantity && needed <= supply.FreeFrom.Count ? supply.FreeFrom[(int)needed - 1] : null;

    private static Supply SupplyOf(Wish wish, QueueBook book, SlotSet held, DateTimeOffset now)
    {
        var unlocked = new SlotSet();
        unlocked.Add(wish.Suiting);
        unlocked.Remove(book.Locked);
        var unavailable = unlocked.CountIn(book.OutOfService);
        unlocked.Remove(book.OutOfService);

        var locked = wish.Suiting.CountIn(book.Locked);
        var inService = wish.Suiting.CountExcept(book.OutOfService);
        var lockedThenUnavailable = wish.Suiting.Count - inService - unavailable;

        var freeFrom = new List<DateTimeOffset>();
        foreach (var slot in wish.Suiting.Slots().Where(slot => !book.OutOfService.Contains(slot)))
        {
            var resource = book.ResourceIn(slot);
            if (resource.LockedUntil is { } until) freeFrom.Add(until > now ? until : now);

            // Somebody who has not claimed yet may keep it for as long as a lock of it may live: nothing is promised.
            else if (!book.Holds.TryGetValue(resource.Id, out var holder) || book.Find(holder) is not null) freeFrom.Add(now);
        }

        freeFrom.Sort();
        return new Supply(locked, unlocked.CountIn(held), unavailable, lockedThenUnavailable, inService, freeFrom);
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

    private static bool Compete(Wish one, Wish other) => one == other || one.Suiting.Overlaps(other.Suiting);

    /// <summary>What stands before a reservation with one wish.</summary>
    private readonly record struct Ahead(int Reservations, long Resources);

    /// <summary>What became of the resources that suit a wish, and when those in service are free at the latest, the first first.</summary>
    private sealed record Supply(
        int Locked, int Held, int Unavailable, int LockedThenUnavailable, int InService, List<DateTimeOffset> FreeFrom);
}

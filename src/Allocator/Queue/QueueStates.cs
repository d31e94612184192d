using RentABot.Persistence.Queue;

namespace RentABot.Allocator.Queue;

/// <summary>Makes the planner's input from the book of the queue.</summary>
internal static class QueueStates
{
    /// <summary>Fewest tags, least recently used (never used is longest ago), lowest id.</summary>
    private static readonly Comparison<PoolResource> ByPreference = (one, other) =>
    {
        var tags = one.Tags.Count.CompareTo(other.Tags.Count);
        if (tags != 0) return tags;
        var used = Nullable.Compare(one.LastUsedAt, other.LastUsedAt);
        return used != 0 ? used : one.Id.CompareTo(other.Id);
    };

    /// <summary>Only what somebody who waits could use is looked at: nothing else can be given.</summary>
    public static QueueState ToState(this QueueBook book)
    {
        var wanted = new SlotSet();
        foreach (var wish in book.Wishes) wanted.Add(wish.Suiting);
        var slots = book.InPlay(wanted).Slots().ToArray();
        Array.Sort(slots, (one, other) => ByPreference(book.ResourceIn(one), book.ResourceIn(other)));

        var choices = new List<Choice>();
        var choiceOf = new Dictionary<Wish, int>();
        foreach (var wish in book.Wishes)
        {
            var candidates = Candidates(book, wish, slots);
            if (candidates.Count == 0) continue;
            choiceOf[wish] = choices.Count;
            choices.Add(new Choice(wish.Suiting.CountExcept(book.OutOfService), candidates));
        }

        return new QueueState(Array.ConvertAll(slots, slot => book.ResourceIn(slot).Id), choices, Line(book, choiceOf));
    }

    private static List<int> Candidates(QueueBook book, Wish wish, int[] slots)
    {
        var candidates = new List<int>();
        for (var i = 0; i < slots.Length; i++)
        {
            if (wish.Suiting.Contains(slots[i])) candidates.Add(i);
        }

        // Among those that have every tag of a list, fewest tags means fewest beyond it; with an expression it need not.
        return wish.Selector.Expression is null
            ? candidates
            : [.. candidates.OrderBy(i => wish.Selector.TagsBeyond(book.ResourceIn(slots[i]).Tags))];
    }

    private static IEnumerable<Waiter> Line(QueueBook book, Dictionary<Wish, int> choiceOf)
    {
        if (choiceOf.Count == 0) yield break;
        foreach (var waiting in book.Line)
        {
            if (choiceOf.TryGetValue(waiting.Wish, out var choice)) yield return new Waiter(waiting.Id, waiting.Quantity, choice);
        }
    }
}

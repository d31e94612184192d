namespace RentABot.Allocator.Queue;

/// <summary>
/// Decides who gets what: a pure function of the waiters in rank order and the candidates that suit each. In rank
/// order each takes its whole quantity of what is left, or, where it gathers, all that is left for it.
/// </summary>
internal static class QueuePlanner
{
    public static Plan Plan(IEnumerable<Waiter> inRankOrder)
    {
        var grants = new List<Allotment>();
        var holds = new List<Allotment>();
        var taken = new HashSet<long>();
        foreach (var waiter in inRankOrder)
        {
            var left = waiter.Usable.Where(c => !taken.Contains(c.Id)).Take(waiter.Quantity).Select(c => c.Id).ToList();
            var served = left.Count == waiter.Quantity;
            if (left.Count == 0 || (!served && !waiter.Gathers)) continue;
            taken.UnionWith(left);
            (served ? grants : holds).Add(new Allotment(waiter.Id, left));
        }

        return new Plan(grants, holds);
    }
}

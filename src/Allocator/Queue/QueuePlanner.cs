namespace RentABot.Allocator.Queue;

/// <summary>
/// Decides who gets what: a pure function. In rank order each reservation gets a number of resources: its whole quantity
/// if that can be reached, rearranging what earlier ones were given while each of them keeps its number; else, if it
/// gathers, the most that can be reached so; else none. It gathers while as many as it asks for are in service, so one
/// that does not cannot be served whole either, and gets none.
/// </summary>
internal static class QueuePlanner
{
    public static Plan Plan(QueueState state)
    {
        var assignment = new Assignment(state.Choices, state.InPlay.Count);
        var served = new List<Waiter>();
        foreach (var waiter in state.Line)
        {
            if (!assignment.AnyOpen) break;
            if (waiter.Quantity > state.Choices[waiter.Choice].InService) continue;
            var got = 0;
            while (got < waiter.Quantity && assignment.TryGive(served.Count, waiter.Choice)) got++;
            if (got > 0) served.Add(waiter);
        }

        return Read(state, served, assignment);
    }

    private static Plan Read(QueueState state, List<Waiter> served, Assignment assignment)
    {
        var given = served.ConvertAll(waiter => new List<long>(waiter.Quantity));
        for (var candidate = 0; candidate < state.InPlay.Count; candidate++)
        {
            if (assignment.OwnerOf(candidate) is { } owner) given[owner].Add(state.InPlay[candidate]);
        }

        var grants = new List<Allotment>();
        var holds = new List<Allotment>();
        for (var i = 0; i < served.Count; i++)
        {
            (given[i].Count == served[i].Quantity ? grants : holds).Add(new Allotment(served[i].Id, given[i]));
        }

        return new Plan(grants, holds);
    }
}

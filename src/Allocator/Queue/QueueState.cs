namespace RentABot.Allocator.Queue;

/// <summary>All that a plan is made from.</summary>
/// <param name="InPlay">The resources that may be given: free ones and those that gatherers hold.</param>
/// <param name="Choices">What is asked for. Reservations that ask for the same share one.</param>
/// <param name="Line">The pending reservations in rank order.</param>
internal sealed record QueueState(IReadOnlyList<long> InPlay, IReadOnlyList<Choice> Choices, IEnumerable<Waiter> Line);

/// <summary>What a reservation may choose from.</summary>
/// <param name="InService">How many resources that suit it are in service, locked ones included.</param>
/// <param name="Candidates">Those in play that suit it, as indexes into <see cref="QueueState.InPlay"/>, the best first.</param>
internal sealed record Choice(int InService, IReadOnlyList<int> Candidates);

/// <summary>A pending reservation as the planner sees it.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Quantity">How many resources it needs: all of them or none.</param>
/// <param name="Choice">What it asks for: an index into <see cref="QueueState.Choices"/>.</param>
internal readonly record struct Waiter(Guid Id, int Quantity, int Choice);

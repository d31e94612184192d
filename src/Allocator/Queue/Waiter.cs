namespace RentABot.Allocator.Queue;

/// <summary>A pending reservation as the planner sees it.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Quantity">How many resources it needs: all of them or none.</param>
/// <param name="Gathers">Enough of what it could use is in service, so it may hold what it can get.</param>
/// <param name="Usable">The candidates that suit it, the best first.</param>
internal sealed record Waiter(Guid Id, int Quantity, bool Gathers, IReadOnlyList<Candidate> Usable);

namespace RentABot.Chaos.Books;

/// <summary>What a gateway says when asked for a list by status.</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="List"><c>resources</c> or <c>reservations</c>.</param>
/// <param name="Status">As in the question, such as <c>locked</c> or <c>pending</c>.</param>
/// <param name="Total">The answer's <c>total</c>.</param>
internal sealed record ListTotal(string Gateway, string List, string Status, int Total);

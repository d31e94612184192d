namespace RentABot.Chaos.Books;

/// <summary>Something of which so many may be there at the end, and no more and no fewer.</summary>
/// <param name="Place">Such as <c>Allocator-1</c>, or a queue's name.</param>
/// <param name="What">Such as <c>connections</c>, <c>messages</c>, <c>consumers</c>, <c>threads</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Least">How many there should be at least.</param>
/// <param name="Most">How many there may be.</param>
internal sealed record Remainder(string Place, string What, long Count, long Least, long Most);

namespace RentABot.Gateway.Web.History;

/// <summary>What became of some resources since an instant.</summary>
/// <param name="Marks">By resource, the oldest first.</param>
/// <param name="KeptSince">Nothing is known of the time before; null: all that was asked for is.</param>
internal sealed record ResourceHistory(ILookup<long, HistoryMark> Marks, DateTimeOffset? KeptSince);

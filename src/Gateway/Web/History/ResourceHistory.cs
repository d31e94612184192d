namespace RentABot.Gateway.Web.History;

/// <summary>What became of some resources since an instant.</summary>
/// <param name="Marks">The oldest first.</param>
/// <param name="Kept">Nothing is known of the time before; null: all there ever was is.</param>
/// <param name="Through">The event of this number is the last that was looked at.</param>
internal sealed record ResourceHistory(IReadOnlyList<HistoryMark> Marks, DateTimeOffset? Kept, long Through)
{
    /// <summary>By resource, the oldest first.</summary>
    public ILookup<long, HistoryMark> ByResource { get; } = Marks.ToLookup(mark => mark.ResourceId);

    /// <summary>Since when something is known of a time that begins at an instant; null: since then.</summary>
    public DateTimeOffset? KnownSince(DateTimeOffset from) => Kept > from ? Kept : null;
}

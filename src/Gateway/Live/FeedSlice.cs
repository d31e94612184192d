namespace RentABot.Gateway.Live;

/// <summary>The next of the log: first what is missing of it, then events without a gap between them.</summary>
internal sealed record FeedSlice(MissingEvents? Missing, IReadOnlyList<FeedEvent> Events)
{
    /// <summary>Nothing has happened.</summary>
    public static readonly FeedSlice Nothing = new(null, []);

    /// <summary>Up to where the reader has come by it.</summary>
    public long? End => Events.Count > 0 ? Events[^1].Sequence : Missing?.To;

    /// <summary>Sequences have no gaps but where rows are gone, so that what is missing shows.</summary>
    public static FeedSlice After(long position, IReadOnlyList<FeedEvent> events)
    {
        var missing = events[0].Sequence > position + 1 ? new MissingEvents(position + 1, events[0].Sequence - 1) : null;
        var count = 1;
        while (count < events.Count && events[count].Sequence == events[count - 1].Sequence + 1) count++;
        return new FeedSlice(missing, count == events.Count ? events : [.. events.Take(count)]);
    }
}

namespace RentABot.Gateway.Web.History;

/// <summary>A part of time that is looked at: from an instant until before a later one.</summary>
public readonly record struct TimeWindow(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To > From ? To - From : TimeSpan.Zero;

    /// <summary>What of a stretch falls into it; null: nothing.</summary>
    /// <param name="from">Null: since before all that is known.</param>
    /// <param name="to">Null: no end is known.</param>
    public TimeWindow? Clip(DateTimeOffset? from, DateTimeOffset? to)
    {
        var begin = from > From ? from.Value : From;
        var end = to < To ? to.Value : To;
        return end > begin ? new TimeWindow(begin, end) : null;
    }

    /// <summary>Where an instant is in it: 0 at its beginning, 1 at its end.</summary>
    public double PlaceOf(DateTimeOffset instant) => (instant - From) / (To - From);
}

namespace RentABot.Contracts;

/// <summary>
/// The event log has grown: a wake-up for services that read it, with nothing else in it. It may get lost or come again,
/// and is no event itself.
/// </summary>
public sealed record EventsAppended
{
    /// <summary>The log has events up to here.</summary>
    public required long Sequence { get; init; }
}

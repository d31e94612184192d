namespace RentABot.Contracts;

/// <summary>Asks for the removal of rows that ended long ago, in slices.</summary>
public sealed record RemoveHistory
{
    /// <summary>Rows that ended before this many seconds ago go.</summary>
    public required int OlderThan { get; init; }
}

namespace RentABot.Persistence.Events;

/// <summary>
/// One row: the last numbers and the last instant that were given. Changed under the write lock in every transaction
/// that writes, so numbers never repeat, even when the rows that carried them are gone.
/// </summary>
public sealed class LedgerHead
{
    public const int TheOnlyId = 1;

    public int Id { get; init; } = TheOnlyId;
    public long Sequence { get; set; }
    public long FencingToken { get; set; }

    /// <summary>Counts the changes of state that no event tells, too; reads are cached by it.</summary>
    public long Version { get; set; }

    /// <summary>The instant of the last decision: the clock never falls behind it.</summary>
    public DateTimeOffset OccurredAt { get; set; }
}

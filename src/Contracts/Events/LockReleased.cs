namespace RentABot.Contracts;

/// <summary>A lock was ended by its holder or by force, as <see cref="LockState.EndReason"/> says.</summary>
public sealed record LockReleased : LockEvent
{
    /// <summary>Why it was forced.</summary>
    public string? Reason { get; init; }
}

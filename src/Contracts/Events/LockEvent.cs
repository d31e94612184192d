namespace RentABot.Contracts;

/// <summary>A change of a lock.</summary>
public abstract record LockEvent : ResourceEvent
{
    /// <summary>The reservation that the lock was claimed from.</summary>
    public Guid? ReservationId { get; init; }

    /// <summary>The lock after the change.</summary>
    public required LockState Lock { get; init; }
}

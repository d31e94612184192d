namespace RentABot.Contracts;

/// <summary>A lock was granted.</summary>
public sealed record LockAcquired : LockEvent;

namespace RentABot.Contracts;

/// <summary>A lock was prolonged.</summary>
public sealed record LockExtended : LockEvent;

namespace RentABot.Contracts;

/// <summary>A lock reached its expiry.</summary>
public sealed record LockExpired : LockEvent;

namespace RentABot.Contracts;

/// <summary>A lock entered its warning period.</summary>
public sealed record LockExpiring : LockEvent;

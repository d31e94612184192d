namespace RentABot.Allocator.Writing;

internal readonly record struct LedgerPosition(long Sequence, long FencingToken, long Version);

/// <summary>What a rollback to a savepoint must restore in memory.</summary>
internal readonly record struct WriteState(LedgerPosition Position, bool QueueChanged, bool HasWaiters, int Measurements);

namespace RentABot.Contracts;

/// <summary>Locks that are due to end. Says only "look at these now": the allocator judges each by the present state.</summary>
public sealed record ExpireLock
{
    /// <summary>Up to 500 locks.</summary>
    public required IReadOnlyList<Guid> LockIds { get; init; }
}

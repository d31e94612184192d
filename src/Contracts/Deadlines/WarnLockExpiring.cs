namespace RentABot.Contracts;

/// <summary>Locks that enter their warning period. Says only "look at these now": the allocator judges each by the present state.</summary>
public sealed record WarnLockExpiring
{
    /// <summary>Up to 500 locks.</summary>
    public required IReadOnlyList<Guid> LockIds { get; init; }
}

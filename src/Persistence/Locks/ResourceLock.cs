using RentABot.Contracts;

namespace RentABot.Persistence.Locks;

/// <summary>A lock, running while <see cref="EndedAt"/> is null. Rows stay for a while after their end.</summary>
public sealed class ResourceLock
{
    public required Guid Id { get; init; }

    /// <summary>From the ledger's counter: larger for every later lock.</summary>
    public required long FencingToken { get; init; }

    /// <summary>No foreign key: the row outlives its resource.</summary>
    public required long ResourceId { get; init; }
    public required string ResourceName { get; init; }
    public required string ClientId { get; init; }
    public string? Details { get; init; }

    /// <summary>Whose it is: who locked, or who made the reservation that it came from.</summary>
    public string Actor { get; init; } = "";
    public Guid? ReservationId { get; init; }

    /// <summary>Names the deployment key that signed the token, so that a repeated answer gives the same token.</summary>
    public required string TokenKey { get; init; }
    public required DateTimeOffset AcquiredAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>From when on it counts as expiring.</summary>
    public required DateTimeOffset WarningAt { get; set; }

    /// <summary>The warning has been given, or never will be as the lock began within its warning period.</summary>
    public required bool Warned { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public LockEndReason? EndReason { get; set; }
}

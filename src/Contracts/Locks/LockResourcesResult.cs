namespace RentABot.Contracts;

/// <summary>The locks that <see cref="LockResources"/> granted.</summary>
public sealed record LockResourcesResult
{
    /// <summary>As many as were asked for.</summary>
    public required IReadOnlyList<LockGranted> Locks { get; init; }
}

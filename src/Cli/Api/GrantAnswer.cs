namespace RentABot.Cli.Api;

/// <summary>What a lock and a claim have in common.</summary>
internal sealed record GrantAnswer
{
    public required IReadOnlyList<GrantedLock> Locks { get; init; }

    /// <summary>Of a claim.</summary>
    public string? ReservationId { get; init; }
}

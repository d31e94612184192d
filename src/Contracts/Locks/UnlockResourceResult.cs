namespace RentABot.Contracts;

/// <summary>What <see cref="UnlockResource"/> left.</summary>
public sealed record UnlockResourceResult
{
    /// <summary>The resource after the unlock.</summary>
    public required ResourceState Resource { get; init; }
}

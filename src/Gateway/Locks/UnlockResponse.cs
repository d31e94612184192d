using RentABot.Gateway.Resources;

namespace RentABot.Gateway.Locks;

/// <summary>What an unlock left.</summary>
internal sealed record UnlockResponse
{
    public required ResourceResponse Resource { get; init; }
}

using RentABot.Contracts;

namespace RentABot.Load.Echo;

/// <summary>What a gateway sends, in a message that no allocator hears.</summary>
public sealed record EchoRequest
{
    public required LockResources Command { get; init; }
}

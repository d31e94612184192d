using RentABot.Contracts;

namespace RentABot.Load.Echo;

/// <summary>What an allocator answers.</summary>
public sealed record EchoReply
{
    public required LockResourcesResult Result { get; init; }
}

namespace RentABot.Allocator.Queue;

/// <summary>Asks for a plan although nothing is known to have changed.</summary>
internal sealed record HealQueue;

namespace RentABot.Allocator.Queue;

/// <summary>Asks for a plan from what the tables say, although nothing is known to have changed.</summary>
internal sealed record HealQueue;

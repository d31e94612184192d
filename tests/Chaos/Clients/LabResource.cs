namespace RentABot.Chaos.Clients;

/// <summary>What a run's clients compete for.</summary>
internal sealed record LabResource(string Name, string[] Tags, int MaxLockDuration);

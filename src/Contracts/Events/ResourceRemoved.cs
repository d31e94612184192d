namespace RentABot.Contracts;

/// <summary>A resource was removed.</summary>
public sealed record ResourceRemoved : ResourceEvent;

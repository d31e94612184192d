namespace RentABot.Contracts;

/// <summary>A resource was added.</summary>
public sealed record ResourceRegistered : ResourceEvent;

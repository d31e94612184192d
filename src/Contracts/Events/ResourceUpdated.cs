namespace RentABot.Contracts;

/// <summary>A resource's description changed, or its planned maintenance.</summary>
public sealed record ResourceUpdated : ResourceEvent;

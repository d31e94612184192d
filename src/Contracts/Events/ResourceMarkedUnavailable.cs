namespace RentABot.Contracts;

/// <summary>A resource went out of service.</summary>
public sealed record ResourceMarkedUnavailable : ResourceEvent;

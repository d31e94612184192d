namespace RentABot.Contracts;

/// <summary>A resource came back into service.</summary>
public sealed record ResourceMarkedAvailable : ResourceEvent;

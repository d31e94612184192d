namespace RentABot.Contracts;

/// <summary>A change of a resource.</summary>
public abstract record ResourceEvent : Event
{
    /// <summary>The resource concerned.</summary>
    public required long ResourceId { get; init; }

    /// <summary>The resource after the change; as it was last where it was removed.</summary>
    public required ResourceState Resource { get; init; }
}

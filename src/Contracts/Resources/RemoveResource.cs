namespace RentABot.Contracts;

/// <summary>Removes a resource. Answered by <see cref="RemoveResourceResult"/>.</summary>
public sealed record RemoveResource
{
    /// <summary>The resource to remove.</summary>
    public required long ResourceId { get; init; }

    /// <summary>Removes it even while locked or held; its lock ends as forced.</summary>
    public bool Force { get; init; }
}

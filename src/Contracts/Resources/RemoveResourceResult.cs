namespace RentABot.Contracts;

/// <summary>The removed resource.</summary>
public sealed record RemoveResourceResult
{
    /// <summary>As it was last.</summary>
    public required ResourceState Resource { get; init; }
}

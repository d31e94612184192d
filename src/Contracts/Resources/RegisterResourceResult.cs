namespace RentABot.Contracts;

/// <summary>The added resource.</summary>
public sealed record RegisterResourceResult
{
    /// <summary>As it was registered.</summary>
    public required ResourceState Resource { get; init; }
}

namespace RentABot.Contracts;

/// <summary>The changed resource.</summary>
public sealed record UpdateResourceResult
{
    /// <summary>After the change.</summary>
    public required ResourceState Resource { get; init; }
}

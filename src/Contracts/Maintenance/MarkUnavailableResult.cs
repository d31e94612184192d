namespace RentABot.Contracts;

/// <summary>A resource in maintenance, or with a planned one.</summary>
public sealed record MarkUnavailableResult
{
    /// <summary>After the change.</summary>
    public required ResourceState Resource { get; init; }
}

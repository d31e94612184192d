namespace RentABot.Contracts;

/// <summary>A resource in service.</summary>
public sealed record MarkAvailableResult
{
    /// <summary>After the change.</summary>
    public required ResourceState Resource { get; init; }
}

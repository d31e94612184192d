namespace RentABot.Contracts;

/// <summary>Brings a resource back into service and forgets a planned maintenance. Answered by <see cref="MarkAvailableResult"/>.</summary>
public sealed record MarkAvailable
{
    /// <summary>The resource.</summary>
    public required long ResourceId { get; init; }
}

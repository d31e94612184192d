namespace RentABot.Chaos.History;

/// <summary>A lock as the answer that granted it tells it. Its token is the client's secret and is not recorded.</summary>
internal sealed record Grant
{
    public required long ResourceId { get; init; }

    public required long FencingToken { get; init; }

    /// <summary>By the database's clock.</summary>
    public required DateTimeOffset AcquiredAt { get; init; }

    /// <inheritdoc cref="AcquiredAt"/>
    public required DateTimeOffset ExpiresAt { get; init; }

    public LockReference Lock => new(ResourceId, FencingToken);
}

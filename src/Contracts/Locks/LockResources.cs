namespace RentABot.Contracts;

/// <summary>Locks <c>Quantity</c> matching resources now, or none. Answered by <see cref="LockResourcesResult"/>.</summary>
public sealed record LockResources : ISelection
{
    /// <summary>One resource by its id. At most one of id, name, tags and expression is given.</summary>
    public long? ResourceId { get; init; }

    /// <summary>One resource by its name.</summary>
    public string? Name { get; init; }

    /// <summary>Resources that have all of these tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Resources that a label expression matches.</summary>
    public string? Expression { get; init; }

    /// <summary>How many, 1–1000: all of them or none.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>Seconds each lock lives; absent: the default, or the resource's maximum if that is less.</summary>
    public int? Ttl { get; init; }

    /// <summary>Who will hold the locks, up to 200 characters; absent: the caller's own name.</summary>
    public string? ClientId { get; init; }

    /// <summary>What the holder says about the locks, up to 2000 characters.</summary>
    public string? Details { get; init; }
}

namespace RentABot.Contracts;

/// <summary>Joins the queue for resources. Answered by <see cref="CreateReservationResult"/>.</summary>
public sealed record CreateReservation : ISelection
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

    /// <summary>Seconds each lock will live; absent: the default, or the resource's maximum if that is less.</summary>
    public int? Ttl { get; init; }

    /// <summary>Who asks, up to 200 characters; absent: the caller's own name.</summary>
    public string? ClientId { get; init; }

    /// <summary>What the holder will say about the locks, up to 2000 characters.</summary>
    public string? Details { get; init; }

    /// <summary>1 (most urgent) to 10.</summary>
    public int Priority { get; init; } = 5;

    /// <summary>Seconds to wait at most, 1–604800.</summary>
    public int MaxWaitTime { get; init; } = 3600;

    /// <summary>Seconds that the resources stay set aside for the claim, 1–3600; absent: the configured default.</summary>
    public int? ClaimWindow { get; init; }

    /// <summary>Waits even if the registered resources could never serve it.</summary>
    public bool AllowUnsatisfiable { get; init; }
}

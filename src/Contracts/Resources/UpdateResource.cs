namespace RentABot.Contracts;

/// <summary>Changes what is given of a resource. Answered by <see cref="UpdateResourceResult"/>.</summary>
public sealed record UpdateResource
{
    /// <summary>The resource to change.</summary>
    public required long ResourceId { get; init; }

    /// <summary>The revision that the change was made for; another present one is refused with <c>stale_revision</c> (412). Absent: any.</summary>
    public int? ExpectedRevision { get; init; }

    /// <summary>The new name; absent: unchanged.</summary>
    public string? Name { get; init; }

    /// <summary>Free text, up to 2000 characters. Absent: unchanged.</summary>
    public string? Description { get; init; }

    /// <summary>Where it is reached, up to 2000 characters. Absent: unchanged.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Up to 64 tags of 1–64 characters. Absent: unchanged.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The longest life of one lock in seconds, 1–31536000. Absent: unchanged.</summary>
    public int? MaxLockDuration { get; init; }

    /// <summary>Sets the longest life of one lock back to the configured default. Not together with <see cref="MaxLockDuration"/>.</summary>
    public bool ResetMaxLockDuration { get; init; }
}

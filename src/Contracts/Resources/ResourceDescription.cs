namespace RentABot.Contracts;

/// <summary>One entry of a descriptor.</summary>
public sealed record ResourceDescription
{
    /// <summary>Unique; 1–128 characters without white space or control characters.</summary>
    public required string Name { get; init; }

    /// <summary>Free text, up to 2000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where it is reached, up to 2000 characters.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Up to 64 tags of 1–64 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The longest life of one lock in seconds, 1–31536000. Absent: the configured default.</summary>
    public int? MaxLockDuration { get; init; }
}

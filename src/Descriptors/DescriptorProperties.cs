namespace RentABot.Descriptors;

/// <summary>What a descriptor says of a resource, and which of it a misspelt name was meant to be.</summary>
internal static class DescriptorProperties
{
    public const string Description = "description";
    public const string Endpoint = "endpoint";
    public const string Tags = "tags";
    public const string MaxLockDuration = "max_lock_duration";

    /// <summary>For messages.</summary>
    public const string All = $"{Description}, {Endpoint}, {Tags} and {MaxLockDuration}";

    /// <summary>A resource with one of them, for messages.</summary>
    public const string Example = "board-1: {tags: [arm64, board]}";

    /// <summary>What is longer is no misspelling, and would take its time to compare.</summary>
    private const int MaxLength = 24;

    private static readonly string[] Known = [Description, Endpoint, Tags, MaxLockDuration];

    public static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>The property that a name was likely meant to be, or null where it looks like something else.</summary>
    public static string? Meant(string name) => name.Length > MaxLength ? null : NearMatch.Of(name, Known);
}

namespace RentABot.Allocator.Settings;

/// <summary>The deployment keys that lock tokens are made with.</summary>
internal sealed record TokenOptions
{
    public const string Section = "Tokens";
    public const int MinKeyLength = 32;

    /// <summary>The first key signs; all of them are believed, so that keys can be rotated.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];
}

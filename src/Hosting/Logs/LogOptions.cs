namespace RentABot.Hosting.Logs;

/// <summary>What a line of the log looks like.</summary>
public sealed record LogOptions
{
    public const string Section = "Logging";
    public const string Plain = "plain";
    public const string Json = "json";

    /// <summary><see cref="Plain"/>: a line of text; <see cref="Json"/>: a JSON object, with the ids of what it is about.</summary>
    public string Format { get; init; } = Plain;

    public bool IsJson => Format == Json;
}

namespace RentABot.Cli.Api;

/// <summary>Where a resource can stand.</summary>
internal static class ResourceStatuses
{
    public const string Held = "held";
    public const string Unavailable = "unavailable";

    public static readonly string[] All = ["available", "locked", Held, Unavailable];
}

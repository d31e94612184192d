namespace RentABot.Hosting;

/// <summary>Who is let in, and by what. Without any of it everybody may do everything.</summary>
public sealed record AuthOptions
{
    public const string Section = "Auth";

    /// <summary>A YAML file of API keys; empty: none. Read anew when it changes.</summary>
    public string ConfigPath { get; init; } = "";

    public JwtOptions Jwt { get; init; } = new();

    /// <summary>Callers must say who they are.</summary>
    public bool IsOn => ConfigPath.Length > 0 || Jwt.IsOn;
}

using RentABot.Hosting;

namespace RentABot.Standalone;

/// <summary>Finds the resource descriptor where users of the Python tool are used to keep it.</summary>
internal static class DescriptorSearch
{
    public const string Variable = "RENTABOT_RESOURCE_DESCRIPTOR";

    /// <summary>
    /// The path of <c>--config</c>; else <c>./.rentabot.yaml</c>, <c>./rentabot.yaml</c>, <c>~/.rentabot/config.yaml</c>,
    /// whichever is there first; else what <see cref="Variable"/> names; else none.
    /// </summary>
    public static string? Find(string? configPath, string workingDirectory, string homeDirectory, string? variable)
    {
        if (configPath is not null) return Existing(Path.GetFullPath(configPath, workingDirectory), "--config");
        string[] usual =
        [
            Path.Combine(workingDirectory, ".rentabot.yaml"),
            Path.Combine(workingDirectory, "rentabot.yaml"),
            Path.Combine(homeDirectory, ".rentabot", "config.yaml"),
        ];
        if (Array.Find(usual, File.Exists) is { } found) return found;
        return string.IsNullOrEmpty(variable) ? null : Existing(Path.GetFullPath(variable, workingDirectory), Variable);
    }

    private static string Existing(string path, string origin) =>
        File.Exists(path) ? path : throw new SettingsException($"{origin}: there is no file {path}");
}

using Microsoft.Extensions.Logging;

namespace RentABot.Standalone;

/// <summary>Names of log levels as the Python tool has them, and as .NET has them.</summary>
internal static class LogLevels
{
    public const string Allowed = "debug|info|warning|error|critical";

    private static readonly Dictionary<string, LogLevel> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trace"] = LogLevel.Trace,
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Information,
        ["information"] = LogLevel.Information,
        ["warning"] = LogLevel.Warning,
        ["warn"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
        ["critical"] = LogLevel.Critical,
    };

    public static LogLevel? Parse(string name) => Names.TryGetValue(name, out var level) ? level : null;
}

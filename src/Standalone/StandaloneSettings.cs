using Microsoft.Extensions.Logging;
using RentABot.Standalone.Storage;

namespace RentABot.Standalone;

/// <summary>What the command line says.</summary>
internal sealed record StandaloneSettings
{
    /// <summary>The descriptor named by <c>--config</c>.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>The file of API keys named by <c>--auth-config</c>.</summary>
    public string? AuthConfigPath { get; init; }

    /// <summary>The file named by <c>--audit-log</c>.</summary>
    public string? AuditLogPath { get; init; }

    /// <summary>The format named by <c>--log-format</c>.</summary>
    public string? LogFormat { get; init; }

    /// <summary>What <c>--host</c> and <c>--port</c> come to, if one of them is there; else the setting <c>Urls</c> holds.</summary>
    public string? Url { get; init; }

    public required LogLevel LogLevel { get; init; }
    public required StorageChoice Storage { get; init; }
}

using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Operations;
using RentABot.Hosting.Logs;
using RentABot.Standalone.Storage;

namespace RentABot.Standalone;

/// <summary>The command line.</summary>
internal static class StandaloneCommand
{
    private const string Description =
        "Rent-A-Bot in one process, with nothing else installed: hands out exclusive access to shared resources over REST.";

    /// <param name="run">Serves.</param>
    /// <param name="operate">Does an operator's work on what is kept there.</param>
    public static RootCommand Create(Func<StandaloneSettings, Task<int>> run, Func<StorageChoice, DatabaseUse, Operation, Task<int>> operate)
    {
        var config = new Option<string?>("--config", "-c")
        {
            Description = "Resource descriptor (YAML). Without it: ./.rentabot.yaml, ./rentabot.yaml, ~/.rentabot/config.yaml, "
                + $"then the file named by {DescriptorSearch.Variable}, then no resources.",
            HelpName = "file",
        };
        var authConfig = new Option<string?>("--auth-config")
        {
            Description = "API keys (YAML). Without it, whoever reaches the service may do everything.",
            HelpName = "file",
        };
        var auditLog = new Option<string?>("--audit-log")
        {
            Description = "Write the audit trail to this file as well, one JSON object a line.",
            HelpName = "file",
        };
        var host = new Option<string>("--host")
        {
            Description = "Address to listen on. Without it and --port: what Urls in the environment says, if that is there.",
            DefaultValueFactory = _ => "127.0.0.1",
            HelpName = "address",
        };
        host.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !IsAddress(token.Value))
            {
                result.AddError($"--host must be an address of this machine, or localhost, not '{token.Value}': 0.0.0.0 or :: is all of them");
            }
        });
        var port = new Option<int>("--port", "-p")
        {
            Description = "Port to listen on, 0 for any free one.",
            DefaultValueFactory = _ => 8000,
            CustomParser = result => ushort.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number)
                ? number
                : Fail(result, 0, "--port must be 0-65535"),
            HelpName = "0-65535",
        };
        var logLevel = new Option<LogLevel>("--log-level")
        {
            Description = "How much to log.",
            DefaultValueFactory = _ => LogLevel.Information,
            CustomParser = result => LogLevels.Parse(result.Tokens[0].Value) ?? Fail(result, $"--log-level must be one of {LogLevels.Allowed}"),
            HelpName = LogLevels.Allowed,
        };
        var logFormat = new Option<string?>("--log-format")
        {
            Description = "Lines of text, or a JSON object a line.",
            CustomParser = result => result.Tokens[0].Value is LogOptions.Plain or LogOptions.Json
                ? result.Tokens[0].Value
                : Fail<string?>(result, null, $"--log-format must be {LogOptions.Plain} or {LogOptions.Json}"),
            HelpName = $"{LogOptions.Plain}|{LogOptions.Json}",
        };
        var persist = new Option<StorageChoice>("--persist")
        {
            Description = "Where state is kept: memory (it ends with the process), or sqlite:///path/to/db.sqlite.",
            DefaultValueFactory = _ => StorageChoice.Memory,
            CustomParser = result => StorageChoice.TryParse(result.Tokens[0].Value, out var choice)
                ? choice
                : Fail(result, StorageChoice.Memory, $"--persist must be {StorageChoice.Allowed}"),
            HelpName = "memory|sqlite:///path",
            Recursive = true,
        };

        var command = new RootCommand(Description) { config, authConfig, auditLog, host, port, logLevel, logFormat, persist };
        command.SetAction((result, _) => run(new StandaloneSettings
        {
            ConfigPath = result.GetValue(config),
            AuthConfigPath = result.GetValue(authConfig),
            AuditLogPath = result.GetValue(auditLog),
            Url = IsGiven(result, host) || IsGiven(result, port) ? UrlOf(result.GetValue(host)!, result.GetValue(port)) : null,
            LogLevel = result.GetValue(logLevel),
            LogFormat = result.GetValue(logFormat),
            Storage = result.GetValue(persist)!,
        }));
        foreach (var operation in OperatorCommands.Create((line, use, work) => operate(line.GetValue(persist)!, use, work))) command.Add(operation);
        return command;
    }

    /// <summary>The server would take any other word for all addresses.</summary>
    private static bool IsAddress(string host) =>
        IPAddress.TryParse(host, out _) || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static string UrlOf(string host, int port) => $"http://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}";

    private static LogLevel Fail(System.CommandLine.Parsing.ArgumentResult result, string message) =>
        Fail(result, LogLevel.Information, message);

    private static T Fail<T>(System.CommandLine.Parsing.ArgumentResult result, T value, string message)
    {
        result.AddError(message);
        return value;
    }
}

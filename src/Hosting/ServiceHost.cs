using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using RentABot.Hosting.Logs;
using RentABot.Hosting.Metrics;

namespace RentABot.Hosting;

/// <summary>How every service starts, logs, is measured and stops.</summary>
public static class ServiceHost
{
    /// <summary>The exit code of a process that its settings stop.</summary>
    public const int WrongSettings = 2;

    /// <summary>The exit code of a process whose bus does not come back although the broker answers.</summary>
    public const int BusStuck = 3;

    private static readonly TimeSpan StuckStopTime = TimeSpan.FromSeconds(20);

    /// <summary>Of the product, as releases are named.</summary>
    public static string Version { get; } = typeof(ServiceHost).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Where a program listens for which nothing says otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8000";

    /// <summary>What the libraries say stays quiet unless it is a warning; any of it can be set otherwise.</summary>
    private static readonly Dictionary<string, string?> LogDefaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:MassTransit"] = "Warning",
        ["Logging:LogLevel:Quartz"] = "Warning",

        // Whoever asks for the readiness is told; a probe every few seconds needs no line of its own.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "Critical",
    };

    /// <summary>Options of the command line that stand for a setting.</summary>
    private static readonly Dictionary<string, string> ShortNames = new()
    {
        ["--log-format"] = $"{LogOptions.Section}:{nameof(LogOptions.Format)}",
    };

    /// <summary>
    /// Settings come from the <c>appsettings.json</c> beside the program, then the environment
    /// (<c>RabbitMq__Url</c>), then the command line (<c>--RabbitMq:Url=…</c>, <c>--log-format json</c>).
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = LogDefaults });
        builder.Configuration.AddEnvironmentVariables().AddCommandLine(args, ShortNames);
        builder.Logging.AddConsoleAsSet();
        builder.Services.AddMetricsCollection();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        return builder;
    }

    /// <summary>
    /// For a command that does one thing and ends: the same settings, but for the command line; it listens to nobody, and
    /// what it logs is warnings, on standard error.
    /// </summary>
    public static HostApplicationBuilder CreateToolBuilder()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Logging:LogLevel:Default", (string?)"Warning")]);
        builder.Logging.AddPlainConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    /// <summary>
    /// Runs until told to stop, or only <paramref name="instead"/>. A wrong setting ends the process with one line and
    /// exit code 2, a bus that does not come back with exit code 3.
    /// </summary>
    public static async Task<int> RunAsync(Func<WebApplication> build, Func<WebApplication, Task>? instead = null)
    {
        try
        {
            await using var app = build();
            app.Services.GetService<IStartupValidator>()?.Validate();
            foreach (var check in app.Services.GetServices<IStartCheck>()) await check.CheckAsync(CancellationToken.None);
            if (instead is not null)
            {
                await instead(app);
                return 0;
            }

            ListenAddresses.Check(app.Configuration["Urls"] ?? DefaultUrl);
            return await RunUntilStoppedAsync(app);
        }
        catch (Exception exception) when (WrongSettingOf(exception) is { } message)
        {
            return await EndAsync(message, WrongSettings);
        }
    }

    /// <summary>A bus that is stuck may not stop either.</summary>
    private static async Task<int> RunUntilStoppedAsync(WebApplication app)
    {
        var watch = app.Services.GetService<BusWatch>();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStopping.Register(stopping.SetResult);
        var running = app.RunAsync();
        await Task.WhenAny(running, stopping.Task);
        if (watch is not { HasGivenUp: true })
        {
            await running;
            return 0;
        }

        if (await Task.WhenAny(running, Task.Delay(StuckStopTime, TimeProvider.System)) != running) Environment.Exit(BusStuck);
        return BusStuck;
    }

    /// <summary>Says on standard error why a program ends, and returns its exit code.</summary>
    public static async Task<int> EndAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync($"rentabot: {message}");
        return exitCode;
    }

    /// <summary>What is wrong with which setting, where that is why <paramref name="exception"/> was thrown.</summary>
    public static string? WrongSettingOf(Exception exception) => exception switch
    {
        SettingsException => exception.Message,
        OptionsValidationException validation => string.Join("; ", validation.Failures),

        // Several sections are wrong.
        AggregateException several when several.InnerExceptions.All(e => WrongSettingOf(e) is not null) =>
            string.Join("; ", several.InnerExceptions.Select(WrongSettingOf)),

        // A value that is none of its setting's type: the message names the key, the value and the type. Texts, and so secrets, always are.
        InvalidOperationException when exception.Source == typeof(ConfigurationBinder).Assembly.GetName().Name => exception.Message,
        _ => null,
    };
}

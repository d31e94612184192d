using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Logs;

/// <summary>The log on the console, a line for each entry, with instants in UTC.</summary>
public static class ConsoleLogs
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Lines of text.</summary>
    public static ILoggingBuilder AddPlainConsole(this ILoggingBuilder logging) => logging.ClearProviders().AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = Instant + " ";
        console.ColorBehavior = LoggerColorBehavior.Disabled;
    });

    /// <summary>Lines as <see cref="LogOptions"/> says.</summary>
    public static void AddConsoleAsSet(this ILoggingBuilder logging)
    {
        logging.AddPlainConsole();
        logging.Configure(all => all.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        logging.Services.AddSingleton<IValidateOptions<LogOptions>, LogOptionsValidator>();
        logging.Services.AddOptions<LogOptions>().BindConfiguration(LogOptions.Section).ValidateOnStart();
        logging.Services.AddOptions<ConsoleLoggerOptions>().Configure<IOptions<LogOptions>>((console, options) =>
        {
            if (options.Value.IsJson) console.FormatterName = ConsoleFormatterNames.Json;
        });
        logging.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = Instant;
        });
        logging.Services.AddHostedService<TraceIds>();
    }
}

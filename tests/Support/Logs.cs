using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RentABot.Support;

/// <summary>
/// Everything that services in this process log, from Trace on: searched for secrets as it comes, the last warnings
/// kept for failure messages.
/// </summary>
internal sealed class Logs : ILoggerProvider
{
    private const int Kept = 60;

    /// <summary>Whoever waits until a service is ready is told several times a second that it is not.</summary>
    private const string HealthChecks = "Microsoft.Extensions.Diagnostics.HealthChecks";

    private static readonly ConcurrentDictionary<ServiceKind, ILoggerFactory> Factories = new();
    private static readonly ConcurrentQueue<string> Warnings = new();

    /// <summary>Silences nothing but what a service silences on its own.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Settings = new[]
    {
        "Default", "Microsoft", "Microsoft.Hosting.Lifetime", "Microsoft.Extensions.Diagnostics.HealthChecks", "MassTransit", "Quartz",
    }.ToDictionary(category => $"Logging:LogLevel:{category}", string? (_) => nameof(LogLevel.Trace));

    public static string LastWarnings => string.Join(Environment.NewLine, Warnings);

    /// <summary>One for all services of a kind: Entity Framework builds a set of services for each, and not for many.</summary>
    public static ILoggerFactory FactoryFor(ServiceKind kind, IServiceCollection services) => Factories.GetOrAdd(kind, _ =>
    {
        using var provider = services.BuildServiceProvider();
        return new LoggerFactory([new Logs()], provider.GetRequiredService<IOptions<LoggerFilterOptions>>().Value);
    });

    public ILogger CreateLogger(string categoryName) => new Line(categoryName);

    public void Dispose()
    {
        // Nothing is open.
    }

    private sealed class Line(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}";
            Secrets.Search("log", text);
            if (logLevel < LogLevel.Warning || category.StartsWith(HealthChecks, StringComparison.Ordinal)) return;
            Warnings.Enqueue($"{category}: {text}");
            while (Warnings.Count > Kept && Warnings.TryDequeue(out _))
            {
                // The oldest go.
            }
        }
    }
}

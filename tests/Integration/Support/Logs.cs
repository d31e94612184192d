using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RentABot.Integration.Support;

/// <summary>
/// Everything that services in this process log, from Trace on: searched for secrets as it comes, the last warnings
/// kept for failure messages. One factory for all services: Entity Framework keeps a set of services for each.
/// </summary>
internal sealed class Logs : ILoggerProvider
{
    private const int Kept = 60;
    private static readonly ConcurrentQueue<string> Warnings = new();

    public static ILoggerFactory Factory { get; } = LoggerFactory.Create(logging =>
        logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Logs()));

    public static string LastWarnings => string.Join(Environment.NewLine, Warnings);

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
            if (logLevel < LogLevel.Warning) return;
            Warnings.Enqueue($"{category}: {text}");
            while (Warnings.Count > Kept && Warnings.TryDequeue(out _))
            {
                // The oldest go.
            }
        }
    }
}

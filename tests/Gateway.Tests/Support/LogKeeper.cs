using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RentABot.Gateway.Tests.Support;

/// <summary>Keeps log lines for tests to look at.</summary>
internal sealed class LogKeeper(ConcurrentQueue<string> lines) : ILoggerProvider
{
    public static ILogger<T> LoggerOf<T>(ConcurrentQueue<string> lines) => new LoggerFactory([new LogKeeper(lines)]).CreateLogger<T>();

    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Keeper(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}

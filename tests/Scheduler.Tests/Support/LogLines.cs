using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RentABot.Scheduler.Tests;

/// <summary>Keeps what was logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<Line> _lines = new();

    /// <summary>Warnings and errors, other than what the framework says of each check of an unready service.</summary>
    public IReadOnlyList<Line> Warnings => [.. _lines
        .Where(l => l.Level >= LogLevel.Warning && !l.Category.Contains("HealthChecks", StringComparison.Ordinal))];

    public IReadOnlyList<Line> From<T>() => [.. _lines.Where(l => l.Category == typeof(T).FullName)];

    public bool AnyFrom(string category) => _lines.Any(l => l.Category.StartsWith(category, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    internal sealed record Line(string Category, LogLevel Level, string Text, Exception? Exception);

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines._lines.Enqueue(new Line(category, logLevel, formatter(state, exception), exception));
        }
    }
}

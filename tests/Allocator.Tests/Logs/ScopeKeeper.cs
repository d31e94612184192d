using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RentABot.Allocator.Tests.Logs;

/// <summary>Keeps lines of the log with all that their scopes say.</summary>
internal sealed class ScopeKeeper : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(string Text, IReadOnlyDictionary<string, object?> Ids)> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<(string Text, IReadOnlyDictionary<string, object?> Ids)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Keeper(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // Nothing is open.
    }

    private sealed class Keeper(ScopeKeeper all) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => all._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var ids = new Dictionary<string, object?>();
            all._scopes.ForEachScope(
                (scope, known) =>
                {
                    if (scope is not IEnumerable<KeyValuePair<string, object?>> items) return;
                    foreach (var (key, value) in items) known[key] = value;
                },
                ids);
            all._lines.Enqueue((formatter(state, exception), ids));
        }
    }
}

using System.Collections.Concurrent;

namespace RentABot.Gateway.Commands;

/// <summary>The idempotency keys of the requests that run in this process.</summary>
internal sealed class KeysInFlight
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);

    /// <summary>Enters a key until the result is disposed; null when a request with it runs already.</summary>
    public IDisposable? TryEnter(string? key)
    {
        if (key is null) return Entry.None;
        return _keys.TryAdd(key, true) ? new Entry(() => _keys.TryRemove(key, out _)) : null;
    }

    private sealed class Entry(Action leave) : IDisposable
    {
        public static readonly Entry None = new(() => { });

        public void Dispose() => leave();
    }
}

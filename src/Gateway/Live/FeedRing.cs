namespace RentABot.Gateway.Live;

/// <summary>The last events, in memory, for those who keep up: all after one position up to the last that is known.</summary>
internal sealed class FeedRing(int capacity)
{
    private readonly Lock _gate = new();
    private readonly FeedEvent[] _events = new FeedEvent[capacity];
    private long _written;
    private int _count;
    private long _start;
    private long _end;

    /// <summary>The last event that is known.</summary>
    public long End
    {
        get
        {
            lock (_gate) return _end;
        }
    }

    /// <summary>Forgets everything, and goes on after an event.</summary>
    public void Restart(long position)
    {
        lock (_gate)
        {
            Array.Clear(_events);
            _count = 0;
            _start = _end = position;
        }
    }

    public void Add(IReadOnlyList<FeedEvent> events)
    {
        lock (_gate)
        {
            foreach (var change in events)
            {
                ref var place = ref _events[_written++ % capacity];
                if (_count == capacity) _start = place.Sequence;
                else _count++;
                place = change;
                _end = change.Sequence;
            }
        }
    }

    /// <summary>What comes after an event; empty when nothing does yet, null when that is no longer here.</summary>
    public IReadOnlyList<FeedEvent>? After(long position, int atMost)
    {
        lock (_gate)
        {
            if (position >= _end) return [];
            if (position < _start) return null;

            // From the end, where nearly everybody is.
            var first = _written;
            while (first > _written - _count && _events[(first - 1) % capacity].Sequence > position) first--;
            var found = new FeedEvent[Math.Min(atMost, _written - first)];
            for (var i = 0; i < found.Length; i++) found[i] = _events[(first + i) % capacity];
            return found;
        }
    }
}

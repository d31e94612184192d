namespace RentABot.Gateway.Live;

/// <summary>Somebody who listens, and how far in the log it is.</summary>
internal sealed class FeedReader : IDisposable
{
    private readonly EventFeed _feed;
    private readonly TimeProvider _time;
    private MissingEvents? _ahead;
    private int _closed;

    /// <param name="feed">What it listens to.</param>
    /// <param name="time">For how long it waits.</param>
    /// <param name="after">The event after which it begins.</param>
    /// <param name="head">The last event that there is.</param>
    public FeedReader(EventFeed feed, TimeProvider time, long after, long head)
    {
        (_feed, _time) = (feed, time);
        Position = Math.Min(after, head);

        // Numbers never go back, so there was no such event: all that can be said is that the log is not known up to there.
        if (after > head) _ahead = new MissingEvents(head + 1, after);
    }

    /// <summary>The last event that was taken, or passed over.</summary>
    public long Position { get; private set; }

    /// <summary>The next of the log as soon as there is any; nothing when the time is up first.</summary>
    public async ValueTask<FeedSlice> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _ahead, null) is { } unknown) return new FeedSlice(unknown, []);
        var start = _time.GetTimestamp();
        while (true)
        {
            var moved = _feed.Moved;
            if (await _feed.LookAsync(Position, cancellationToken) is { } slice)
            {
                Position = slice.End!.Value;
                return slice;
            }

            var left = patience == Timeout.InfiniteTimeSpan ? patience : patience - _time.GetElapsedTime(start);
            if (patience != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero) return FeedSlice.Nothing;
            try
            {
                await moved.WaitAsync(left, _time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return FeedSlice.Nothing;
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0) _feed.Close();
    }
}

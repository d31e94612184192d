using RentABot.Persistence.Deadlines;

namespace RentABot.Scheduler.Sweeps;

/// <summary>
/// What was sent a moment ago and is not sent again yet, so that a slow allocator is not flooded. What stays due is
/// sent again once the moment is over, as a message may have been lost.
/// </summary>
internal sealed class SentLately(TimeProvider time)
{
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <summary>Beyond it the oldest are forgotten: repeating too much is harmless, remembering too much is not.</summary>
    public const int Capacity = 50_000;

    private readonly HashSet<Deadline> _sent = [];
    private readonly Queue<(Deadline Deadline, long SentAt)> _order = new();

    public int Count => _sent.Count;

    public bool Contains(Deadline deadline) => _sent.Contains(deadline);

    public void Add(IEnumerable<Deadline> deadlines)
    {
        var now = time.GetTimestamp();
        foreach (var deadline in deadlines)
        {
            if (_sent.Add(deadline)) _order.Enqueue((deadline, now));
        }

        while (_order.Count > Capacity) ForgetOldest();
    }

    public void ForgetOld()
    {
        while (_order.TryPeek(out var oldest) && time.GetElapsedTime(oldest.SentAt) >= Moment) ForgetOldest();
    }

    private void ForgetOldest() => _sent.Remove(_order.Dequeue().Deadline);
}

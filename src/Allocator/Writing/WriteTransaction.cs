using RentABot.Allocator.Commands;
using RentABot.Allocator.Metrics;
using RentABot.Persistence.Events;

namespace RentABot.Allocator.Writing;

/// <summary>What the parts of one write transaction share: the instant, who asks, the ledger's numbers.</summary>
internal sealed class WriteTransaction
{
    private readonly List<Measurement> _measurements = [];
    private LedgerPosition _position;

    /// <summary>The instant of every decision of this transaction.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Who asked for what is being done.</summary>
    public Caller Caller { get; set; } = Caller.Clock;

    /// <summary>Something happened since the last plan that may let a waiter in.</summary>
    public bool QueueChanged { get; set; }

    /// <summary>There may be pending reservations.</summary>
    public bool HasWaiters { get; set; }

    /// <summary>What is counted once all is committed.</summary>
    public IReadOnlyList<Measurement> Measurements => _measurements;

    public void Open(DateTimeOffset clock, LedgerHead head)
    {
        Now = clock > head.OccurredAt ? clock : head.OccurredAt;
        _position = new LedgerPosition(head.Sequence, head.FencingToken, head.Version);
    }

    public Guid NewId() => Guid.CreateVersion7(Now);

    public long NextSequence() => (_position = _position with { Sequence = _position.Sequence + 1 }).Sequence;

    public long NextFencingToken() => (_position = _position with { FencingToken = _position.FencingToken + 1 }).FencingToken;

    public long LastSequence => _position.Sequence;

    public void Measure(Measured what, TimeSpan time = default, string label = "") => _measurements.Add(new Measurement(what, time, label));

    public WriteState Save() => new(_position, QueueChanged, HasWaiters, _measurements.Count);

    public void Restore(WriteState state)
    {
        (_position, QueueChanged, HasWaiters, var measurements) = state;
        _measurements.RemoveRange(measurements, _measurements.Count - measurements);
    }

    public LedgerHead Close() => new()
    {
        Sequence = _position.Sequence,
        FencingToken = _position.FencingToken,
        Version = _position.Version + 1,
        OccurredAt = Now,
    };
}

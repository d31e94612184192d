using System.Collections.Concurrent;

namespace RentABot.Chaos.History;

/// <summary>Collects a run's history from many threads.</summary>
internal sealed class HistoryRecorder
{
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly ConcurrentQueue<SimulatorUse> _uses = new();
    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private long _lastCall;

    public RunClock Clock { get; } = new();

    public long NextCall() => Interlocked.Increment(ref _lastCall);

    public void Add(Call call) => _calls.Enqueue(call);

    public void Add(SimulatorUse use) => _uses.Enqueue(use);

    public void Add(Fault fault) => _faults.Enqueue(fault);

    public void Add(Delivery delivery) => _deliveries.Enqueue(delivery);

    public RunHistory Read() => new()
    {
        Calls = [.. _calls.OrderBy(call => call.Begin)],
        Uses = [.. _uses],
        Faults = [.. _faults.OrderBy(fault => fault.Begin)],
        Deliveries = [.. _deliveries],
    };
}

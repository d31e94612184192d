using RentABot.Chaos.History;

namespace RentABot.Chaos.Simulator;

/// <summary>The things that are locked: each refuses whoever comes with a lower fencing token than it has seen.</summary>
internal sealed class ResourceSimulator(HistoryRecorder history)
{
    private readonly Dictionary<long, long> _highest = [];
    private readonly Lock _gate = new();

    /// <summary>Whether the resource lets itself be driven.</summary>
    public bool Use(LockReference held, string client)
    {
        lock (_gate)
        {
            var accepted = held.FencingToken >= _highest.GetValueOrDefault(held.ResourceId);
            if (accepted) _highest[held.ResourceId] = held.FencingToken;
            history.Add(new SimulatorUse(held.ResourceId, held.FencingToken, client, history.Clock.Now, accepted));
            return accepted;
        }
    }
}

namespace RentABot.Chaos.History;

/// <summary>All that was done and seen in a run.</summary>
internal sealed record RunHistory
{
    public static readonly RunHistory Empty = new();

    public IReadOnlyList<Call> Calls { get; init; } = [];

    /// <summary>Of each resource in the order in which the simulator saw them.</summary>
    public IReadOnlyList<SimulatorUse> Uses { get; init; } = [];

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Of each subscriber in the order of arrival, repeats included. Subscribers listen from before the first event on.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];
}

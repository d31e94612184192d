namespace RentABot.Chaos.Books;

/// <summary>
/// What was seen once the clients had stopped, the faults were over and everything due had had its time, right before
/// the books were read.
/// </summary>
internal sealed record QuietPeriod
{
    public IReadOnlyList<ListTotal> Totals { get; init; } = [];

    public IReadOnlyList<QueuePosition> Positions { get; init; } = [];

    /// <summary>Connections, queues, consumers, tasks and whatever else must not pile up.</summary>
    public IReadOnlyList<Remainder> Remainders { get; init; } = [];
}

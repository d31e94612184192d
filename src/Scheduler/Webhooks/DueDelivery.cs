namespace RentABot.Scheduler.Webhooks;

/// <summary>A delivery to attempt now.</summary>
/// <param name="Sequence">The event's.</param>
/// <param name="EventId">By which the receiver knows a repeat.</param>
/// <param name="Type">The event's name.</param>
/// <param name="Subject">What it tells of.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Attempts">How many have failed.</param>
/// <param name="GiveUpAt">A failure after this instant is the last.</param>
/// <param name="Body">The event as it is published; null: it is kept no more.</param>
internal sealed record DueDelivery(
    long Sequence, Guid EventId, string Type, string Subject, DateTimeOffset OccurredAt, int Attempts, DateTimeOffset GiveUpAt, string? Body);

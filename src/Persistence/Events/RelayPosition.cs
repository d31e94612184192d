namespace RentABot.Persistence.Events;

/// <summary>One row: up to which event the broker has confirmed everything.</summary>
public sealed class RelayPosition
{
    public const int TheOnlyId = 1;

    public int Id { get; init; } = TheOnlyId;
    public long Sequence { get; set; }
}

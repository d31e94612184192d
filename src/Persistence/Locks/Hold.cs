namespace RentABot.Persistence.Locks;

/// <summary>A resource set aside for a reservation that gathers, or that is fulfilled and not yet claimed.</summary>
public sealed class Hold
{
    public required long ResourceId { get; init; }
    public required Guid ReservationId { get; set; }
}

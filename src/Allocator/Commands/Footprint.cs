namespace RentABot.Allocator.Commands;

/// <summary>
/// What a command looks at, as far as it says so itself: a resource, with its lock and its hold, or a reservation, with
/// what is set aside for it.
/// </summary>
internal sealed record Footprint(long? ResourceId = null, Guid? ReservationId = null)
{
    public static readonly Footprint None = new();
}

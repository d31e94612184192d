using RentABot.Allocator.Commands;

namespace RentABot.Allocator.Reservations;

/// <summary>
/// Where a transition says that it is refused, for the caller to throw: what is thrown inside of a transition, MassTransit
/// logs as a fault of the service.
/// </summary>
internal sealed class RefusedTransition
{
    public Rejection? Rejection { get; set; }
}

using RentABot.Gateway.Reservations;

namespace RentABot.Gateway.Live;

/// <summary>What is told of a reservation that is followed.</summary>
/// <param name="Type">Its status when that is new, or else <c>position</c> or <c>holding</c>.</param>
/// <param name="Reservation">How it stands now.</param>
internal sealed record ReservationMessage(string Type, ReservationReadResponse Reservation)
{
    /// <summary>Its place in the queue has changed.</summary>
    public const string Position = "position";

    /// <summary>What is held for it has changed.</summary>
    public const string Holding = "holding";
}

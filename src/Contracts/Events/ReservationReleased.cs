namespace RentABot.Contracts;

/// <summary>The last lock of a reservation ended.</summary>
public sealed record ReservationReleased : ReservationEvent;

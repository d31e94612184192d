namespace RentABot.Contracts;

/// <summary>A reservation was turned into locks.</summary>
public sealed record ReservationClaimed : ReservationEvent;

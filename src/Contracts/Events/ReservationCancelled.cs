namespace RentABot.Contracts;

/// <summary>A reservation was given up.</summary>
public sealed record ReservationCancelled : ReservationEvent;

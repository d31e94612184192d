namespace RentABot.Contracts;

/// <summary>A reservation waited, or stayed unclaimed, for too long.</summary>
public sealed record ReservationExpired : ReservationEvent;

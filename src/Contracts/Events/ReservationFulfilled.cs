namespace RentABot.Contracts;

/// <summary>A reservation's resources were set aside: claim them before its window ends.</summary>
public sealed record ReservationFulfilled : ReservationEvent;

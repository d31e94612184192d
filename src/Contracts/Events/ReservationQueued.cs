namespace RentABot.Contracts;

/// <summary>A reservation joined the queue, or waits again because a resource set aside for it was taken away.</summary>
public sealed record ReservationQueued : ReservationEvent;

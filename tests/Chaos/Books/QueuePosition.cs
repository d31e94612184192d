namespace RentABot.Chaos.Books;

/// <summary>Where a gateway says that a pending reservation stands.</summary>
internal sealed record QueuePosition(string Gateway, Guid ReservationId, int? Position);

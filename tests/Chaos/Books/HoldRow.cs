namespace RentABot.Chaos.Books;

internal sealed record HoldRow(long ResourceId, Guid ReservationId);

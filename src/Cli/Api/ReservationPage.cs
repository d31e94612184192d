namespace RentABot.Cli.Api;

internal sealed record ReservationPage
{
    public required IReadOnlyList<Reservation> Reservations { get; init; }
    public int Page { get; init; }
    public int Limit { get; init; }
    public int Total { get; init; }
}

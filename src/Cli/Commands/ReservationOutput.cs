using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Output;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

/// <summary>A reservation for people.</summary>
internal static class ReservationOutput
{
    public static void Show(Session session, Reservation reservation)
    {
        var now = session.Api.Time.GetUtcNow();
        session.Screen.Facts(
            ("reservation", reservation.ReservationId),
            ("status", reservation.Status),
            ("asks for", AsksFor(reservation)),
            ("client", reservation.ClientId),
            ("priority", reservation.Priority.ToString(CultureInfo.InvariantCulture)),
            ("position", reservation.PositionInQueue?.ToString(CultureInfo.InvariantCulture)),
            ("waits for", reservation.WaitingFor is { } reasons ? $"{WaitWords.Has(reasons)}; {WaitWords.Matches(reasons)}" : null),
            ("served in about", reservation.EstimatedStartAt is { } start ? Durations.Write(start - now) : null),
            ("waits until", reservation.Status == ReservationStatuses.Pending ? Instants.Write(reservation.ExpiresAt) : null),
            ("claim until", reservation.Status == ReservationStatuses.Fulfilled ? Instants.Write(reservation.ClaimExpiresAt) : null),
            ("resources", string.Join(", ", reservation.ResourceIds)),
            ("reason", reservation.Reason),
            ("next", reservation.Status switch
            {
                ReservationStatuses.Pending => $"rentabot claim {reservation.ReservationId} --wait",
                ReservationStatuses.Fulfilled => $"rentabot claim {reservation.ReservationId}",
                _ => null,
            }));
    }

    public static string AsksFor(Reservation reservation)
    {
        var what = reservation.ResourceName ?? reservation.Expression ?? (reservation.Tags.Count > 0 ? string.Join(',', reservation.Tags) : "one by its id");
        return string.Create(CultureInfo.InvariantCulture, $"{reservation.Quantity} × {what}");
    }
}

using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Output;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

/// <summary>A reservation for people.</summary>
internal static class ReservationOutput
{
    /// <param name="session">Where.</param>
    /// <param name="reservation">What.</param>
    /// <param name="resources">The names of its resources.</param>
    public static void Show(Session session, Reservation reservation, IEnumerable<string> resources)
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
            ("resources", string.Join(", ", resources)),
            ("reason", reservation.Reason),
            ("next", reservation.Status switch
            {
                ReservationStatuses.Pending => $"rentabot claim {reservation.ReservationId} --wait",
                ReservationStatuses.Fulfilled => $"rentabot claim {reservation.ReservationId}",
                _ => null,
            }));
    }

    /// <summary>The names of what is set aside for it, which is among what it asks for; the id of one that is not told of.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(Session session, Reservation reservation)
    {
        var ids = reservation.ResourceIds.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
        if (ids.Count == 0) return ids;
        try
        {
            var call = ResourceArgument.List(
                ("tags", reservation.Tags.Count > 0 ? string.Join(',', reservation.Tags) : null), ("expression", reservation.Expression),
                ("name", reservation.ResourceName), ("status", ResourceStatuses.Held), ("limit", ResourceArgument.MostPerPage));
            var held = (await session.Api.SendAsync(call, TimeSpan.Zero, session.Token)).Read(ApiJson.Default.ResourcePage).Resources;
            var names = held.ToDictionary(resource => resource.Id, resource => resource.Name);
            return [.. reservation.ResourceIds.Select((id, i) => names.GetValueOrDefault(id, ids[i]))];
        }
        catch (Exception exception) when (exception is CliException or OperationCanceledException)
        {
            // What was reserved is shown in any case: who has asked for it can give it up.
            return ids;
        }
    }

    public static string AsksFor(Reservation reservation)
    {
        var what = reservation.ResourceName ?? reservation.Expression ?? (reservation.Tags.Count > 0 ? string.Join(',', reservation.Tags) : "one by its id");
        return string.Create(CultureInfo.InvariantCulture, $"{reservation.Quantity} × {what}");
    }
}

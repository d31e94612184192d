using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

internal static class QueueCommand
{
    private const string MostPerPage = "1000";

    public static Command Create(Globals globals)
    {
        var status = WordOption.Create(
            "--status", $"Those of this status (default {ReservationStatuses.Pending}: who waits, in the order in which they are served)",
            ReservationStatuses.All);
        var client = new Option<string?>("--client-id") { Description = "Those of this client", HelpName = "name" };
        var command = new Command("queue", "List who waits, and for what") { status, client };
        command.SetAction(globals.Do(async (line, session) =>
        {
            var reservations = new List<Reservation>();
            for (var page = 1; ; page++)
            {
                var answer = await session.SendAsync(ApiCall.Get("api/v1/reservations" + Query.Of(
                    ("status", line.GetValue(status) ?? ReservationStatuses.Pending), ("client_id", line.GetValue(client)),
                    ("limit", MostPerPage), ("page", page.ToString(CultureInfo.InvariantCulture)))));
                var answered = answer.Read(ApiJson.Default.ReservationPage);
                if (session.Screen.IsJson) session.Screen.Json(answer.Body);
                reservations.AddRange(answered.Reservations);
                if (answered.Reservations.Count == 0 || reservations.Count >= answered.Total) break;
            }

            if (!session.Screen.IsJson) Show(session, reservations);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Show(Session session, List<Reservation> reservations)
    {
        var now = session.Api.Time.GetUtcNow();
        session.Screen.Table(["RESERVATION", "STATUS", "POSITION", "CLIENT", "PRIORITY", "ASKS FOR", "HAS", "SERVED IN"], reservations.Select(one => new[]
        {
            one.ReservationId, one.Status, one.PositionInQueue?.ToString(CultureInfo.InvariantCulture), one.ClientId,
            one.Priority.ToString(CultureInfo.InvariantCulture), ReservationOutput.AsksFor(one),
            one.WaitingFor is { } reasons ? WaitWords.Has(reasons)[4..] : null,
            one.EstimatedStartAt is { } start ? Durations.Write(start - now) : null,
        }));
    }
}

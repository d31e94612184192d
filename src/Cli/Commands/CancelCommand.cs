using System.CommandLine;
using RentABot.Cli.Api;

namespace RentABot.Cli.Commands;

internal static class CancelCommand
{
    public static Command Create(Globals globals)
    {
        var id = ReservationArgument.Create(globals);
        var command = new Command("cancel", "Give up a reservation") { id };
        command.SetAction(globals.Do(async (line, session) =>
        {
            var reservation = ReservationArgument.Read(line, id);
            await session.SendAsync(ApiCall.Delete($"api/v1/reservations/{reservation}"));

            // The server answers with nothing.
            if (session.Screen.IsJson)
            {
                session.Screen.Json(writer =>
                {
                    writer.WriteString("reservation_id", reservation);
                    writer.WriteString("status", ReservationStatuses.Cancelled);
                });
            }
            else
            {
                session.Screen.Line($"reservation {reservation} is cancelled");
            }

            return ExitCodes.Done;
        }));
        return command;
    }
}

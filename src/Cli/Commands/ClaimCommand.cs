using System.CommandLine;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

internal static class ClaimCommand
{
    public static Command Create(Globals globals)
    {
        var id = ReservationArgument.Create(globals);
        var wait = new Option<bool>("--wait") { Description = "Wait until the resources are set aside" };
        var shell = ShellOption.Create();
        var command = new Command("claim", "Lock what was set aside for a reservation, and print the tokens") { id, wait, shell };
        command.SetAction(globals.Do(async (line, session) =>
        {
            if (line.GetValue(shell)) await ExportedLocks.EnsureNoneIsHeldAsync(session);
            var place = Place.Of(session.Api, session.Patience, ReservationArgument.Read(line, id));
            var grant = await ClaimAsync(session, place, line.GetValue(wait));
            await GrantOutput.ShowAsync(session, grant, line.GetValue(shell));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<Grant> ClaimAsync(Session session, Place place, bool wait)
    {
        var lines = new WaitLine(session.Screen, quiet: false);
        try
        {
            return wait ? await WaitAsync(session, place, lines) : await place.ClaimAsync(session.Patience, session.Token);
        }
        catch (Exception exception) when (TakeBack.IsUnsettled(exception))
        {
            await new TakeBack(lines, session.Interrupts).DoAsync(
                place.FreeClaimAsync, "interrupted: nothing is locked, and the reservation stays as it is; rentabot cancel gives it up");
            throw;
        }
    }

    private static Task<Grant> WaitAsync(Session session, Place place, WaitLine lines) => lines.WhileAsync("waiting", async () =>

        // Of one that has ended the server itself says how.
        await place.ClaimInTurnAsync(lines, () => session.Patience, session.Token) ?? await place.ClaimAsync(session.Patience, session.Token));
}

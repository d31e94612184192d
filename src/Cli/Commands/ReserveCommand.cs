using System.CommandLine;
using RentABot.Cli.Api;
using RentABot.Cli.Output;
using RentABot.Cli.Waiting;
using RentABot.Rules;

namespace RentABot.Cli.Commands;

internal static class ReserveCommand
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromHours(1);

    public static Command Create(Globals globals)
    {
        var selection = new SelectionOptions(globals);
        var name = selection.CreateName();
        var ttl = DurationOption.Create(
            "--ttl", "How long each lock will live (default 1h, or the resource's maximum if that is less)",
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Limits.MaxLockDuration));
        var longest = DurationOption.Create(
            "--max-wait", $"How long to wait at most (default {Durations.Write(DefaultWait)})", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Limits.MaxWaitTime));
        var window = DurationOption.Create(
            "--claim-window", "How long the resources stay set aside for the claim (default 1m)",
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Limits.MaxClaimWindow));
        var unsatisfiable = new Option<bool>("--allow-unsatisfiable") { Description = "Wait even for what no registered resource could serve" };
        var wait = new Option<bool>("--wait") { Description = "Stay until the resources are set aside; an interrupt cancels the reservation" };
        var shell = ShellOption.Create();
        var command = new Command("reserve", "Take a place in the queue, to be claimed later")
        {
            name, ttl, longest, window, unsatisfiable, wait, shell,
        };
        selection.AddTo(command);
        command.SetAction(globals.Do(async (line, session) =>
        {
            var wanted = selection.Read(line, line.GetValue(name)) with
            {
                Ttl = line.GetValue(ttl),
                Wait = line.GetValue(longest) ?? DefaultWait,
                ClaimWindow = line.GetValue(window),
                AllowUnsatisfiable = line.GetValue(unsatisfiable) ? true : null,
            };
            var place = Place.For(session.Api, session.Patience, wanted);
            var (reservation, answer) = await ReserveAsync(session, place, wanted, line.GetValue(wait));
            if (line.GetValue(shell)) ShowToShell(session, reservation);
            else if (session.Screen.IsJson) session.Screen.Json(answer.Body);
            else ReservationOutput.Show(session, reservation, await ReservationOutput.NamesAsync(session, reservation));
            return reservation.Status is ReservationStatuses.Expired ? ExitCodes.NotGranted
                : reservation.Status is ReservationStatuses.Cancelled ? ExitCodes.Conflict
                : ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<(Reservation, ApiAnswer)> ReserveAsync(Session session, Place place, Wanted wanted, bool wait)
    {
        var lines = new WaitLine(session.Screen, quiet: false);
        try
        {
            var joined = await place.JoinAsync(session.Token);
            if (wait && joined.Reservation.Status == ReservationStatuses.Pending)
            {
                joined = await lines.WhileAsync(
                    $"waiting for {wanted}", () => place.FollowAsync(lines, wanted.Wait + session.Patience, session.Token));
            }

            // What came just before an interrupt is not shown any more.
            session.Token.ThrowIfCancellationRequested();
            return joined;
        }
        catch (Exception exception) when (place.IsJoined || TakeBack.IsUnsettled(exception))
        {
            await new TakeBack(lines, session.Interrupts).DoAsync(place.GiveUpAsync);
            throw;
        }
    }

    private static void ShowToShell(Session session, Reservation reservation) => session.Screen.Raw(ShellLines.Of(
    [
        new(Grant.ReservationVariable, reservation.ReservationId),
        new("RENTABOT_RESERVATION_STATUS", reservation.Status),
    ]));
}

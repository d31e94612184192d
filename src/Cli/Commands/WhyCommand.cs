using System.CommandLine;
using System.Globalization;
using RentABot.Cli.Api;
using RentABot.Cli.Output;
using RentABot.Cli.Waiting;

namespace RentABot.Cli.Commands;

internal static class WhyCommand
{
    public static Command Create(Globals globals)
    {
        var id = ReservationArgument.Create(globals);
        var command = new Command("why", "Tell why a reservation waits, or how it ended") { id };
        command.SetAction(globals.Show(
            (line, session) => session.SendAsync(ApiCall.Get($"api/v1/reservations/{ReservationArgument.Read(line, id)}")),
            (answer, session) =>
            {
                foreach (var sentence in Explain(answer.Read(ApiJson.Default.Reservation), session.Api.Time.GetUtcNow())) session.Screen.Line(sentence);
            }));
        return command;
    }

    /// <summary>In sentences, the most important first.</summary>
    public static IEnumerable<string> Explain(Reservation reservation, DateTimeOffset now) => reservation.Status switch
    {
        ReservationStatuses.Pending => ExplainWait(reservation, now),
        ReservationStatuses.Fulfilled =>
        [
            $"It does not wait: its resources are set aside until {Instants.Write(reservation.ClaimExpiresAt)}.",
            $"Claim them by: rentabot claim {reservation.ReservationId}",
        ],
        ReservationStatuses.Claimed => [$"It does not wait: it was claimed at {Instants.Write(reservation.ClaimedAt)}, and its locks run."],
        _ => [$"It has ended at {Instants.Write(reservation.EndedAt)} ({reservation.Status}): {reservation.Reason}."],
    };

    private static IEnumerable<string> ExplainWait(Reservation reservation, DateTimeOffset now)
    {
        yield return $"It waits for {ReservationOutput.AsksFor(reservation)}.";
        if (reservation.Reason is { } reason) yield return $"It waits again: {reason}.";
        if (reservation.WaitingFor is { } reasons)
        {
            yield return $"It {WaitWords.Has(reasons)}; {WaitWords.Matches(reasons)}.";
            if (reasons.Matching < reasons.Quantity) yield return "Fewer are registered than it asks for: it waits for more to be registered.";
            else if (reasons.Matching - reasons.Unavailable - reasons.LockedThenUnavailable < reasons.Quantity) yield return "Too many are in maintenance: it waits for their return.";
        }

        yield return reservation.PositionInQueue switch
        {
            1 => "Nobody is before it.",
            { } position => string.Create(
                CultureInfo.InvariantCulture, $"{position - 1} of those who want some of the same {(position == 2 ? "is" : "are")} before it: see rentabot queue."),
            null => "Its place is not known yet.",
        };
        yield return reservation.EstimatedStartAt is { } start
            ? $"It is served in about {Durations.Write(start - now)}, unless a lock is extended or somebody more urgent comes."
            : "Nothing promises by when it is served.";
        yield return $"It gives up at {Instants.Write(reservation.ExpiresAt)}.";
    }
}

using System.Globalization;
using RentABot.Cli.Api;

namespace RentABot.Cli.Waiting;

/// <summary>Why a reservation waits, in words.</summary>
internal static class WaitWords
{
    /// <summary>In one line, such as <c>position 2; has 0 of 1; of 3 that match 3 are locked; served in about 12m</c>.</summary>
    public static string Of(Reservation reservation, DateTimeOffset now)
    {
        var parts = new List<string>();
        if (reservation.PositionInQueue is { } position) parts.Add(string.Create(CultureInfo.InvariantCulture, $"position {position}"));
        if (reservation.WaitingFor is { } reasons)
        {
            if (reasons.Quantity > 1) parts.Add(Has(reasons));
            parts.Add(Matches(reasons));
        }

        if (reservation.EstimatedStartAt is { } estimate) parts.Add($"served in about {Durations.Write(estimate - now)}");
        return string.Join("; ", parts);
    }

    public static string Has(WaitingFor reasons) => string.Create(CultureInfo.InvariantCulture, $"has {reasons.Gathered} of {reasons.Quantity}");

    public static string Matches(WaitingFor reasons)
    {
        (int Count, string State)[] states =
        [
            (reasons.Locked - reasons.LockedThenUnavailable, "locked"), (reasons.LockedThenUnavailable, "locked then in maintenance"),
            (reasons.Held, "held"), (reasons.Unavailable, "in maintenance"), (reasons.Free, "free"),
        ];
        var counts = states.Where(state => state.Count > 0)
            .Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Count} {state.State}"));
        return reasons.Matching == 0
            ? "nothing matches"
            : string.Create(CultureInfo.InvariantCulture, $"{reasons.Matching} match: {string.Join(", ", counts)}");
    }
}

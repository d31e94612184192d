using RentABot.Persistence.Queue;

namespace RentABot.Gateway.Web.Queue;

/// <summary>Why a reservation waits, in words.</summary>
internal static class WaitWords
{
    public static string Of(QueueStanding standing, int quantity)
    {
        if (standing.Matching < quantity) return $"{(standing.Matching == 0 ? "nothing" : $"only {standing.Matching}")} registered suits it";
        (int Count, string Word)[] parts =
        [
            (standing.Locked - standing.LockedThenUnavailable, "locked"), (standing.LockedThenUnavailable, "locked then out of service"),
            (standing.Held, "set aside"), (standing.Unavailable, "out of service"), (standing.Free, "free"),
        ];
        var told = string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Word}"));
        return $"of {standing.Matching} that suit it: {told}";
    }
}

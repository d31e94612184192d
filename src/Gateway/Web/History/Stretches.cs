using System.Text.Json;
using RentABot.Contracts;

namespace RentABot.Gateway.Web.History;

/// <summary>Tells stretches of a resource's life from its events and from how it stands now.</summary>
internal static class Stretches
{
    /// <summary>What has ended, what runs and what is planned.</summary>
    /// <param name="marks">Of one resource, the oldest first.</param>
    /// <param name="state">How the resource stood a little before or after they were read.</param>
    /// <param name="hold">For whom it is held, where that is known.</param>
    /// <param name="now">What runs has not ended by then, even if it should have.</param>
    public static IReadOnlyList<Stretch> Of(IEnumerable<HistoryMark> marks, ResourceState state, ReservationState? hold, DateTimeOffset now)
    {
        var ended = Ended(marks);

        // What ended between the two reads is told once.
        return [.. ended, .. Present(state, hold, now).Where(present => !ended.Any(e => e.Kind == present.Kind && e.To > present.From))];
    }

    private static List<Stretch> Ended(IEnumerable<HistoryMark> marks)
    {
        var ended = new List<Stretch>();
        HistoryMark? acquired = null;
        DateTimeOffset? outSince = null;
        var reason = "";
        foreach (var mark in marks)
        {
            switch (mark.Type)
            {
                case nameof(LockAcquired):
                    acquired = mark;
                    break;
                case nameof(LockReleased) or nameof(LockExpired):
                    ended.Add(new Stretch(StretchKind.Locked, acquired?.At, mark.At, mark.ClientId ?? ""));
                    acquired = null;
                    break;
                case nameof(ResourceMarkedUnavailable):
                    // Saying it again changes the reason alone.
                    outSince ??= SinceOf(mark) is { } since && since < mark.At ? since : mark.At;
                    reason = ReasonOf(mark);
                    break;
                case nameof(ResourceMarkedAvailable):
                    ended.Add(new Stretch(StretchKind.Maintenance, outSince, mark.At, reason));
                    (outSince, reason) = (null, "");
                    break;
            }
        }

        return ended;
    }

    private static IEnumerable<Stretch> Present(ResourceState state, ReservationState? hold, DateTimeOffset now)
    {
        if (state.Unavailable)
        {
            var until = state.UnavailableUntil < now ? now : state.UnavailableUntil;
            yield return new Stretch(StretchKind.Maintenance, state.UnavailableSince, until, state.UnavailableReason ?? "") { Runs = true };
        }
        else if (state.UnavailableFrom is { } from)
        {
            yield return new Stretch(StretchKind.Planned, from, state.UnavailableUntil, state.UnavailableReason ?? "");
        }

        if (state.LockExpiresAt is { } expiry)
        {
            yield return new Stretch(StretchKind.Locked, state.LockAcquiredAt, expiry < now ? now : expiry, state.LockClientId ?? "") { Runs = true };
        }
        else if (hold is not null)
        {
            // Since when one that gathers has it, nobody wrote down.
            var end = hold.ClaimExpiresAt ?? hold.ExpiresAt;
            yield return new Stretch(StretchKind.Held, hold.FulfilledAt ?? now, end < now ? now : end, hold.ClientId) { Runs = true };
        }
    }

    private static DateTimeOffset? SinceOf(HistoryMark mark) =>
        ResourceIn(mark) is { } resource && resource.TryGetProperty("unavailableSince", out var since) && since.TryGetDateTimeOffset(out var instant)
            ? instant
            : null;

    private static string ReasonOf(HistoryMark mark) =>
        ResourceIn(mark) is { } resource && resource.TryGetProperty("unavailableReason", out var reason) ? reason.GetString() ?? "" : "";

    private static JsonElement? ResourceIn(HistoryMark mark) =>
        mark.Body is { } body && JsonElement.Parse(body).TryGetProperty("resource", out var resource) ? resource : null;
}

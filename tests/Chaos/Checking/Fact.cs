using System.Globalization;
using RentABot.Chaos.Books;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>Says a call, a row or an event in one line.</summary>
internal static class Fact
{
    public static string Of(Call call)
    {
        var about = string.Join(
            ", ",
            new[]
            {
                call.Selection?.ToString(),
                call.ReservationId is { } reservation ? $"reservation {reservation}" : null,
                call.ResourceId is { } resource ? $"resource {resource}" : null,
                call.Locks.Count > 0 ? string.Join(" and ", call.Locks) : null,
                call.Force ? "by force" : null,
                call.Key is { } key ? $"key {key}" : null,
            }.OfType<string>());
        return $"call {call.Number} of {call.Client} over {call.Transport}, request {call.Request}: {call.Operation} {about} "
            + $"[{At(call.Begin)}–{At(call.End)}] {Heard(call)}";
    }

    public static string Of(LockRow row) =>
        $"row: {row.Lock} for {row.ClientId}{(row.ReservationId is { } id ? $", reservation {id}" : "")}, "
        + $"[{At(row.AcquiredAt)}–{(row.EndedAt is { } end ? $"{At(end)} {row.EndReason}" : "runs")}], expires {At(row.ExpiresAt)}";

    public static string Of(ReservationRow row) =>
        $"row: reservation {row.Id} for {row.ClientId}, {row.Status}, {row.Quantity} of {row.Wish()}, rank {At(row.Rank)}/{row.Arrival}, "
        + $"created {At(row.CreatedAt)}, expires {At(row.ExpiresAt)}, fulfilled {At(row.FulfilledAt)}, "
        + $"claim until {At(row.ClaimExpiresAt)}, claimed {At(row.ClaimedAt)}, ended {At(row.EndedAt)}, "
        + $"resources [{string.Join(", ", row.ResourceIds)}], revision {row.Revision}";

    public static string Of(ResourceRow row) =>
        $"row: resource {row.Id} {row.Name} [{string.Join(", ", row.Tags)}]"
        + $"{(row.Unavailable ? ", out of service" : "")}, revision {row.Revision}";

    public static string Of(HoldRow row) => $"row: resource {row.ResourceId} is held for reservation {row.ReservationId}";

    public static string Of(EventRow row) =>
        $"event {row.Sequence} at {At(row.OccurredAt)}: {row.Type}, revision {row.Body.Revision}, {About(row.Body)}, "
        + $"for {row.Body.ClientId ?? "nobody"}";

    public static string Of(SimulatorUse use) =>
        $"use of resource {use.ResourceId} by {use.Client} with fencing token {use.FencingToken} at {At(use.At)}: "
        + (use.Accepted ? "accepted" : "refused");

    public static string Of(Delivery delivery) =>
        $"{delivery.Subscriber} heard event {delivery.Sequence} ({delivery.EventId}) {delivery.Type}, "
        + $"revision {delivery.Revision}, at {At(delivery.At)}"
        + (delivery.Redelivered ? ", handed out again" : "");

    public static string Of(Fault fault) => $"fault: {fault.Kind} of {fault.Target} [{At(fault.Begin)}–{At(fault.End)}]";

    public static string At(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture) ?? "–";

    private static string Heard(Call call) => call.Outcome switch
    {
        Outcome.Unknown => "no answer",
        Outcome.Refused => $"{call.Status} {call.Code}",
        _ => string.Join(", ", ["done", .. Said(call)]),
    };

    private static IEnumerable<string> Said(Call call)
    {
        if (call.Replayed) yield return "replayed";
        foreach (var grant in call.Grants) yield return $"{grant.Lock} until {At(grant.ExpiresAt)}";
        if (call.Reservation is { } reservation) yield return $"reservation {reservation.Id} {reservation.Status}";
        if (call.ExtendedTo is { } until) yield return $"until {At(until)}";
    }

    private static string About(Event body) => body switch
    {
        LockEvent { Lock: var subject } => $"lock {subject.FencingToken} of resource {subject.ResourceId}",
        ResourceEvent { ResourceId: var id } => $"resource {id}",
        ReservationEvent { ReservationId: var id, Reservation: var state } => $"reservation {id} [{string.Join(", ", state.ResourceIds)}]",
        _ => "",
    };
}

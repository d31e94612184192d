using System.Text.Json;
using RentABot.Contracts;
using RentABot.Gateway.Web.Text;
using RentABot.Persistence.Events;

namespace RentABot.Gateway.Web.History;

/// <summary>An event as a line of a history.</summary>
public sealed record EventLine
{
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Type { get; init; }
    public required long? ResourceId { get; init; }
    public required string? ResourceName { get; init; }
    public required Guid? ReservationId { get; init; }
    public required string? ClientId { get; init; }
    public required string Actor { get; init; }

    /// <summary>What there is to say beyond what happened to what.</summary>
    public required string Detail { get; init; }

    public string What => EventWords.Of(Type);

    public static EventLine Of(EventRow row) => new()
    {
        Sequence = row.Sequence,
        At = row.OccurredAt,
        Type = row.Type,
        ResourceId = row.ResourceId,
        ResourceName = row.ResourceName,
        ReservationId = row.ReservationId,
        ClientId = row.ClientId,
        Actor = row.Actor,
        Detail = DetailOf(row, JsonElement.Parse(row.Body)),
    };

    private static string DetailOf(EventRow row, JsonElement body) => row.Type switch
    {
        nameof(LockAcquired) => Join(Text(body, "lock", "details"), Until(row, body, "lock", "expiresAt")),
        nameof(LockExtended) => Join(Until(row, body, "lock", "expiresAt")),
        nameof(LockReleased) when Text(body, "lock", "endReason") == "forced" => Join("by force", Text(body, "reason")),
        nameof(ResourceMarkedUnavailable) => Join(Text(body, "resource", "unavailableReason"), Until(row, body, "resource", "unavailableUntil")),
        nameof(ResourceUpdated) => Join(Planned(row, body)),
        nameof(ReservationFulfilled) => Join(Until(row, body, "reservation", "claimExpiresAt")),
        _ when row.Type.StartsWith("Reservation", StringComparison.Ordinal) => Join(Text(body, "reservation", "reason")),
        _ => "",
    };

    private static string Planned(EventRow row, JsonElement body) =>
        Instant(body, "resource", "unavailableFrom") is { } from ? $"maintenance planned from {Words.Clock(from, row.OccurredAt)}" : "";

    private static string Until(EventRow row, JsonElement body, params ReadOnlySpan<string> path) =>
        Instant(body, path) is { } instant ? $"until {Words.Clock(instant, row.OccurredAt)}" : "";

    private static string Text(JsonElement body, params ReadOnlySpan<string> path) =>
        Find(body, path) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static DateTimeOffset? Instant(JsonElement body, params ReadOnlySpan<string> path) =>
        Find(body, path) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var instant) ? instant : null;

    private static JsonElement? Find(JsonElement element, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element;
    }

    private static string Join(params ReadOnlySpan<string> parts)
    {
        var said = new List<string>();
        foreach (var part in parts)
        {
            if (part.Length > 0) said.Add(part);
        }

        return string.Join(", ", said);
    }
}

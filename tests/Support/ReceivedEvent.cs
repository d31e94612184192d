using System.Text.Json;

namespace RentABot.Support;

/// <summary>An event as a subscriber in any language sees it.</summary>
internal sealed record ReceivedEvent(string Type, long Sequence, JsonElement Body, string? TraceParent)
{
    public long? ResourceId => Body.TryGetProperty("resourceId", out var id) ? id.GetInt64() : null;

    public Guid? ReservationId => Body.TryGetProperty("reservationId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetGuid() : null;

    public DateTimeOffset OccurredAt => Body.GetProperty("occurredAt").GetDateTimeOffset();

    public string Actor => Body.GetProperty("actor").GetString()!;
}

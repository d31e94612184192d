using System.Text.Json;

namespace RentABot.Cli.Api;

internal sealed record AuditRow
{
    public DateTimeOffset Timestamp { get; init; }
    public string EventType { get; init; } = "";
    public long? ResourceId { get; init; }
    public string? ResourceName { get; init; }
    public string? ReservationId { get; init; }
    public string? ClientId { get; init; }
    public string Actor { get; init; } = "";
    public string? Ip { get; init; }
    public bool Success { get; init; }
    public JsonElement Details { get; init; }
}

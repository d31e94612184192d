using System.Text.Encodings.Web;
using System.Text.Json;
using RentABot.Gateway.Audit;

namespace RentABot.Gateway.Web.Audit;

/// <summary>A row of the audit trail as the page shows it.</summary>
public sealed record AuditLine
{
    // The page escapes it, so that nothing has to be escaped in it.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Unique in the trail.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string Type { get; init; }
    public required bool Success { get; init; }
    public required long? ResourceId { get; init; }
    public required string? ResourceName { get; init; }
    public required Guid? ReservationId { get; init; }
    public required string? ClientId { get; init; }
    public required string Actor { get; init; }
    public required string? Address { get; init; }
    public required string? UserAgent { get; init; }

    /// <summary>As indented JSON.</summary>
    public required string Details { get; init; }

    internal static AuditLine Of(AuditRow row) => new()
    {
        Key = row.Cursor,
        At = row.Timestamp,
        Type = row.EventType,
        Success = row.Success,
        ResourceId = row.ResourceId,
        ResourceName = row.ResourceName,
        ReservationId = row.ReservationId,
        ClientId = row.ClientId,
        Actor = row.Actor,
        Address = row.Ip,
        UserAgent = row.UserAgent,
        Details = JsonSerializer.Serialize(row.Details, Readable),
    };
}

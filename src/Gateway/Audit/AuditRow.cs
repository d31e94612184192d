using System.Text.Json;
using RentABot.Persistence.Audit;
using RentABot.Persistence.Events;

namespace RentABot.Gateway.Audit;

/// <summary>One change of state, or one refused attempt.</summary>
internal sealed record AuditRow
{
    /// <summary>An event's number; a refused attempt has that of the last event before it.</summary>
    public required long Sequence { get; init; }

    /// <summary>Where a reader goes on who has read up to this row: see the parameter of the same name.</summary>
    public required string Cursor { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>An event's name, such as LockAcquired, or RequestRefused, CommandRefused, RefusalsDropped.</summary>
    public required string EventType { get; init; }

    public long? ResourceId { get; init; }

    /// <summary>An event's is that of its time; a refused attempt's is the present one, as long as the resource is registered.</summary>
    public string? ResourceName { get; init; }

    public Guid? ReservationId { get; init; }
    public string? ClientId { get; init; }

    /// <summary>An API key's name, a bearer token's subject, a broker user, rentabot for what came due, or anonymous.</summary>
    public required string Actor { get; init; }

    public string? Ip { get; init; }
    public string? UserAgent { get; init; }

    /// <summary>False for what was refused.</summary>
    public required bool Success { get; init; }

    /// <summary>The event as it is published; of a refused attempt what was asked for, status and code.</summary>
    public required JsonElement Details { get; init; }

    public static AuditRow Of(EventRow row, AuditPosition position) =>
        Of(row, position, success: true, row.Body) with { ResourceName = row.ResourceName };

    public static AuditRow Of(RefusedAttempt row, AuditPosition position, IReadOnlyDictionary<long, string> names) =>
        Of(row, position, success: false, row.Details) with { ResourceName = row.ResourceId is { } id ? names.GetValueOrDefault(id) : null };

    private static AuditRow Of(IAuditEntry entry, AuditPosition position, bool success, string details) => new()
    {
        Sequence = entry.Sequence,
        Cursor = position.ToString(),
        Timestamp = entry.OccurredAt,
        EventType = entry.Type,
        ResourceId = entry.ResourceId,
        ReservationId = entry.ReservationId,
        ClientId = entry.ClientId,
        Actor = entry.Actor,
        Ip = entry.Address,
        UserAgent = entry.UserAgent,
        Success = success,
        Details = JsonElement.Parse(details),
    };
}

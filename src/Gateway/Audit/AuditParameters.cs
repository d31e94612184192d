using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using RentABot.Gateway.Requests;

namespace RentABot.Gateway.Audit;

/// <summary>The trail's parameters as they came.</summary>
internal sealed record AuditParameters
{
    [FromQuery(Name = "from"), Description("Not before this instant")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("Before this instant")]
    public string? To { get; init; }

    [FromQuery(Name = "event_type"), Description("An event's name, such as LockAcquired, or RequestRefused, CommandRefused, RefusalsDropped")]
    public string? EventType { get; init; }

    [FromQuery(Name = "resource_id"), Description("Of this resource")]
    public string? ResourceId { get; init; }

    [FromQuery(Name = "reservation_id"), Description("Of this reservation")]
    public string? ReservationId { get; init; }

    [FromQuery(Name = "client_id"), Description("Of this client")]
    public string? ClientId { get; init; }

    [FromQuery(Name = "actor"), Description("By this API key's name, bearer token's subject or broker user")]
    public string? Actor { get; init; }

    [FromQuery(Name = "success"), Description("true: changes of state; false: refused attempts")]
    public string? Success { get; init; }

    [FromQuery(Name = "cursor"), Description("The next_cursor of the page before, or the cursor of a row; from the beginning without it")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit"), Description("1–1000, default 100")]
    public string? Limit { get; init; }

    [FromQuery(Name = "last"), Description("The newest, as many as this, 1–1000, instead of limit and cursor; next_cursor goes on with what comes later")]
    public string? Last { get; init; }

    /// <exception cref="Problems.ProblemException">Something is wrong with them.</exception>
    public AuditQuestion Read()
    {
        var values = new QueryValues();
        var after = default(AuditPosition);
        var last = values.Number("last", Last, 1, Paging.MaxLimit);
        values.Violations.AddIf(Last is not null && (Limit ?? Cursor) is not null, "last", "is given instead of limit and cursor");
        values.Violations.AddIf(
            EventType is not null && !AuditTypes.All.Contains(EventType), "event_type", $"must be one of {string.Join(", ", AuditTypes.All)}");
        values.Violations.AddIf(Cursor is not null && !AuditPosition.TryParse(Cursor, out after), "cursor", "is not one that was given here");
        var filter = new AuditFilter
        {
            From = values.Instant("from", From),
            To = values.Instant("to", To),
            EventType = EventType,
            ResourceId = values.Id("resource_id", ResourceId),
            ReservationId = values.Uuid("reservation_id", ReservationId),
            ClientId = ClientId,
            Actor = Actor,
            Success = values.Flag("success", Success),
        };
        values.Violations.AddIf(filter.To <= filter.From, "to", "must be later than from");
        var limit = Paging.ReadLimit(values, Limit);
        values.ThrowIfInvalid();
        return new AuditQuestion(filter, after, limit, last);
    }
}

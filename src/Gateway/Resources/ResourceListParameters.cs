using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace RentABot.Gateway.Resources;

/// <summary>The list's parameters as they came; <see cref="ResourceListQuery"/> judges them.</summary>
internal sealed record ResourceListParameters
{
    [FromQuery(Name = "tags"), Description("Comma-separated; a resource has to have all of them")]
    public string? Tags { get; init; }

    [FromQuery(Name = "expression"), Description("A label expression that its tags have to satisfy, such as arm64 && (usb || hdmi) && !broken")]
    public string? Expression { get; init; }

    [FromQuery(Name = "name"), Description("The exact name")]
    public string? Name { get; init; }

    [FromQuery(Name = "status"), Description("available, locked, held or unavailable")]
    public string? Status { get; init; }

    [FromQuery(Name = "client_id"), Description("Locked by this client")]
    public string? ClientId { get; init; }

    [FromQuery(Name = "locked"), Description("Whether a lock runs")]
    public string? Locked { get; init; }

    [FromQuery(Name = "available"), Description("Whether the status is available")]
    public string? Available { get; init; }

    [FromQuery(Name = "unavailable"), Description("Whether it is in maintenance")]
    public string? Unavailable { get; init; }

    [FromQuery(Name = "sort"), Description("id (default), name (bytewise), status or lock_expires_at")]
    public string? Sort { get; init; }

    [FromQuery(Name = "order"), Description("asc (default) or desc")]
    public string? Order { get; init; }

    [FromQuery(Name = "page"), Description("From 1")]
    public string? Page { get; init; }

    [FromQuery(Name = "limit"), Description("1–1000, default 100")]
    public string? Limit { get; init; }
}

namespace RentABot.Gateway.Web.History;

/// <summary>An event at which a stretch of a resource's life begins or ends.</summary>
/// <param name="ResourceId">Whose life.</param>
/// <param name="Type">The event's name.</param>
/// <param name="At">When it happened.</param>
/// <param name="ClientId">Whose lock it is about.</param>
/// <param name="Body">The event, of one that takes a resource out of service.</param>
internal sealed record HistoryMark(long ResourceId, string Type, DateTimeOffset At, string? ClientId, string? Body);

namespace RentABot.Integration.Recovery;

/// <summary>An event that the log must have exactly once.</summary>
/// <param name="Type">The event's name.</param>
/// <param name="Subject">A filter of the audit trail, such as <c>resource_id=1</c>.</param>
/// <param name="NotBefore">The earliest instant at which it may have been decided.</param>
internal sealed record OnceOnly(string Type, string Subject, DateTimeOffset NotBefore);

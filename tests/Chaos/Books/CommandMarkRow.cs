namespace RentABot.Chaos.Books;

/// <summary>A command that was carried out, or was given up before it came.</summary>
internal sealed record CommandMarkRow(string Key, Guid CommandId, string Command, bool Abandoned, DateTimeOffset CreatedAt);

namespace RentABot.Persistence.Archives;

/// <summary>What the manifest says of a table's entry.</summary>
internal sealed record ArchivedTable(string Name, string Entry, long Rows, string Sha256);

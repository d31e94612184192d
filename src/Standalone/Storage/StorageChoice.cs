namespace RentABot.Standalone.Storage;

/// <summary>Where state is kept: <c>memory</c>, or <c>sqlite://</c> and a file's path.</summary>
internal sealed record StorageChoice(string? SqlitePath)
{
    public const string Allowed = "memory, or sqlite:///path/to/db.sqlite";

    private const string SqliteScheme = "sqlite://";

    public static readonly StorageChoice Memory = new(SqlitePath: null);

    /// <summary>
    /// What follows <c>sqlite://</c> is the path, as in a file URL: <c>sqlite:///var/lib/rentabot.sqlite</c> is absolute,
    /// <c>sqlite://rentabot.sqlite</c> is relative to the working directory.
    /// </summary>
    public static bool TryParse(string text, out StorageChoice choice)
    {
        choice = Memory;
        if (text == "memory") return true;
        if (!text.StartsWith(SqliteScheme, StringComparison.Ordinal) || text.Length == SqliteScheme.Length) return false;
        var path = text[SqliteScheme.Length..];
        if (path.EndsWith('/')) return false;
        choice = new StorageChoice(Path.GetFullPath(path));
        return true;
    }

    public override string ToString() => SqlitePath is null ? "memory" : SqliteScheme + SqlitePath;
}

namespace RentABot.Load.Servers;

/// <summary>A figure of a database that forgets what it has confirmed is no figure.</summary>
internal static class Durability
{
    private static readonly string[] Settings = ["fsync", "synchronous_commit", "full_page_writes"];

    /// <returns>The settings as a session of the services has them.</returns>
    public static async Task<string> CheckAsync(Database database)
    {
        var found = new List<string>();
        foreach (var setting in Settings)
        {
            var value = await database.ScalarAsync<string>($"SHOW {setting}");
            if (value != "on") throw new InvalidOperationException($"PostgreSQL is not durable: {setting} is {value}.");
            found.Add($"{setting} = {value}");
        }

        return string.Join(", ", found);
    }
}

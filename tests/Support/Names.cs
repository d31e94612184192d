namespace RentABot.Support;

internal static class Names
{
    /// <summary>A name that no other test has, so that tests can share a deployment.</summary>
    public static string Unique(string prefix) => $"{prefix}-{Guid.NewGuid().ToString("N")[..12]}";
}

namespace RentABot.Cli.Servers;

/// <summary>Addresses of servers.</summary>
internal static class ServerUrl
{
    public static readonly Uri Default = new("http://127.0.0.1:8000/");

    /// <summary>An address, and not the name of a server in the configuration file.</summary>
    public static bool IsMeant(string text) => text.Contains("://", StringComparison.Ordinal);

    public static bool TryParse(string text, out Uri url)
    {
        // Without the slash, what is asked for would take the place of the last part of a path.
        var valid = Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var parsed)
            && parsed.Scheme is "http" or "https" && parsed.Query.Length == 0 && parsed.Fragment.Length == 0 && parsed.UserInfo.Length == 0;
        url = parsed ?? Default;
        return valid;
    }
}

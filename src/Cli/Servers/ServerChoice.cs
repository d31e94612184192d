namespace RentABot.Cli.Servers;

/// <summary>
/// Which server is asked, by which key. The nearer place goes first: the command line, the environment, the configuration
/// file. A server's own key in the file counts before that of the environment only where the command line names the server.
/// </summary>
internal static class ServerChoice
{
    public const string UrlVariable = "RENTABOT_URL";
    public const string KeyVariable = "RENTABOT_API_KEY";

    /// <param name="server">What <c>--server</c> says: an address or a name.</param>
    /// <param name="key">What <c>--key</c> says.</param>
    /// <param name="environment">Variables by their names.</param>
    /// <param name="file">The configuration file.</param>
    /// <exception cref="CliException">There is no such server.</exception>
    public static Server Choose(string? server, string? key, Func<string, string?> environment, ServerFile file)
    {
        key = Checked(key, "--key");
        var variable = Checked(NullIfEmpty(environment(KeyVariable)), KeyVariable);
        if (server is not null)
        {
            var (url, own) = Find(server, "--server", file);
            return new Server(url, key ?? own ?? variable);
        }

        if (NullIfEmpty(environment(UrlVariable)) is { } address)
        {
            var (url, own) = Find(address, UrlVariable, file);
            return new Server(url, key ?? variable ?? own);
        }

        if (file.Default is { } name)
        {
            var (url, own) = Find(name, $"{file.Path}: default", file);
            return new Server(url, key ?? variable ?? own);
        }

        // Of a single one there is no doubt.
        return file.Servers is [var only]
            ? new Server(only.Url, key ?? variable ?? only.Key)
            : new Server(ServerUrl.Default, key ?? variable);
    }

    private static (Uri Url, string? Key) Find(string text, string origin, ServerFile file)
    {
        if (ServerUrl.IsMeant(text))
        {
            return ServerUrl.TryParse(text, out var url)
                ? (url, null)
                : throw new CliException(ExitCodes.Configuration, "configuration", $"{origin} must be an address such as https://rentabot.example.com");
        }

        return file.Find(text) is { } named ? (named.Url, named.Key) : throw new CliException(
            ExitCodes.Configuration, "configuration",
            $"{origin}: there is no server '{text}' in the configuration file; "
            + (LooksLikeAddress(text) ? $"did you mean http://{text}?"
                : file.Servers.Count > 0 ? $"it has {string.Join(", ", file.Servers.Select(known => known.Name))}" : "give an address such as https://rentabot.example.com"));
    }

    private static bool LooksLikeAddress(string text) => text.AsSpan().ContainsAny(':', '.') && ServerUrl.TryParse($"http://{text}", out _);

    private static string? Checked(string? key, string origin) => key is null ? null : Keys.Check(key, origin);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

namespace RentABot.Cli.Servers;

/// <summary>API keys and bearer tokens.</summary>
internal static class Keys
{
    /// <summary>What could never be a header is refused without being quoted.</summary>
    /// <exception cref="CliException">The key is none.</exception>
    public static string Check(string key, string origin) =>
        key.Length is > 0 and <= 8192 && key.All(character => character is > ' ' and <= '~')
            ? key
            : throw new CliException(ExitCodes.Configuration, "configuration", $"{origin} must be printable ASCII without spaces");
}

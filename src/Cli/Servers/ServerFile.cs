using RentABot.Descriptors;

namespace RentABot.Cli.Servers;

/// <summary>
/// The configuration file: <c>default: NAME</c> and <c>servers: {NAME: {url, key}}</c>. No message about it says what is in it.
/// </summary>
internal sealed record ServerFile
{
    private const int MaxLength = 256 * 1024;
    private const UnixFileMode OthersMayRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly ParserLimits Limits = new(MaxDepth: 4, MaxText: 8192);

    public static readonly ServerFile Empty = new() { Path = "", Servers = [] };

    public required string Path { get; init; }

    public string? Default { get; init; }

    public required IReadOnlyList<NamedServer> Servers { get; init; }

    /// <summary>There are keys in it that other users of this machine can read.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Where it is, for people; <see cref="PathIn"/> finds it.</summary>
    public const string Place = "$XDG_CONFIG_HOME/rentabot/config.yaml, or ~/.config/rentabot/config.yaml";

    /// <summary>The file's place: <c>$XDG_CONFIG_HOME/rentabot/config.yaml</c>, or below <c>~/.config</c>.</summary>
    public static string PathIn(Func<string, string?> environment, string home) =>
        System.IO.Path.Combine(
            environment("XDG_CONFIG_HOME") is { } folder && System.IO.Path.IsPathRooted(folder) ? folder : System.IO.Path.Combine(home, ".config"),
            "rentabot", "config.yaml");

    /// <summary>The file, or an empty one where there is none.</summary>
    /// <exception cref="CliException">It is not as it should be.</exception>
    public static ServerFile Load(string path)
    {
        if (!File.Exists(path)) return Empty;
        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[MaxLength + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxLength) throw Wrong(path, $"it is longer than {MaxLength} bytes");
            var file = Parse(path, bytes.AsMemory(0, length));
            var open = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & OthersMayRead) != 0;
            return file with { IsOpen = open && file.Servers.Any(server => server.Key is not null) };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, exception.Message);
        }
    }

    /// <exception cref="CliException">It is not as it should be.</exception>
    public static ServerFile Parse(string path, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return DescriptorParser.Parse(bytes, isJson: false, Limits) switch
            {
                null => Empty with { Path = path },
                DescriptorMap root => new ServerFile
                {
                    Path = path,
                    Default = root.Find("default") is { } name ? TextOf(path, name, "default") : null,
                    Servers = ServersOf(path, root),
                },
                { } other => throw Wrong(path, $"line {other.Line}: must be a map with servers and default"),
            };
        }
        catch (DescriptorSyntaxException exception)
        {
            throw Wrong(path, exception.Message);
        }
    }

    public NamedServer? Find(string name) => Servers.FirstOrDefault(server => server.Name == name);

    private static List<NamedServer> ServersOf(string path, DescriptorMap root)
    {
        Check(path, root, ["default", "servers"]);
        var servers = new List<NamedServer>();
        if (root.Find("servers") is not { } node) return servers;
        if (node is not DescriptorMap map) throw Wrong(path, $"line {node.Line}: servers must be a map from names to {{url, key}}");
        foreach (var (name, value) in map.Entries)
        {
            if (value is not DescriptorMap server) throw Wrong(path, $"line {value.Line}: {name.Text} must be {{url, key}}");
            if (servers.Exists(known => known.Name == name.Text)) throw Wrong(path, $"line {name.Line}: {name.Text} is there twice");
            Check(path, server, ["url", "key"]);
            var url = server.Find("url") ?? throw Wrong(path, $"line {server.Line}: {name.Text} has no url");
            if (!ServerUrl.TryParse(TextOf(path, url, "url"), out var address))
            {
                throw Wrong(path, $"line {url.Line}: url must be an address such as https://rentabot.example.com");
            }

            var key = server.Find("key") is { } secret ? Keys.Check(TextOf(path, secret, "key"), $"{path}: line {secret.Line}: key") : null;
            servers.Add(new NamedServer(name.Text, address, key));
        }

        return servers;
    }

    private static void Check(string path, DescriptorMap map, string[] known)
    {
        foreach (var (key, _) in map.Entries)
        {
            if (!known.Contains(key.Text)) throw Wrong(path, $"line {key.Line}: only {string.Join(" and ", known)} may be here");
        }
    }

    private static string TextOf(string path, DescriptorNode node, string name) =>
        node is DescriptorText { IsNull: false, Text.Length: > 0 } text ? text.Text : throw Wrong(path, $"line {node.Line}: {name} must be a text");

    private static CliException Wrong(string path, string reason) => new(ExitCodes.Configuration, "configuration", $"{path}: {reason}");
}

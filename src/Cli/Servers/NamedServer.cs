namespace RentABot.Cli.Servers;

/// <summary>A server as the configuration file has it.</summary>
internal sealed record NamedServer(string Name, Uri Url, string? Key)
{
    /// <summary>Says the server without its key.</summary>
    public override string ToString() => $"{Name} ({Url})";
}

namespace RentABot.Cli.Servers;

/// <summary>Who is asked, and by which key.</summary>
internal sealed record Server(Uri Url, string? Key)
{
    /// <summary>Says the server without its key.</summary>
    public override string ToString() => Url.ToString();
}

namespace RentABot.Hosting;

/// <summary>Where the broker is.</summary>
public sealed record RabbitMqOptions
{
    public const string Section = "RabbitMq";

    /// <summary><c>amqp://user:password@host:port/virtual-host</c>, or <c>amqps://…</c>.</summary>
    public string Url { get; init; } = "";

    /// <summary>How many copies a quorum queue has; 0 leaves it to the broker.</summary>
    public int QuorumSize { get; init; }

    /// <summary>
    /// Seconds, up to an hour: the process ends with exit code 3, to be started anew, when its bus has not come back for so
    /// long although the broker answers. 0: never.
    /// </summary>
    public int StuckTimeout { get; init; } = 120;

    /// <summary>The broker user of the URL, or null without a URL.</summary>
    public string? User => Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.UserInfo.Length > 0
        ? Uri.UnescapeDataString(url.UserInfo.Split(':')[0])
        : null;
}

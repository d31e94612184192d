namespace RentABot.Gateway.Live;

/// <summary>Bounds of what is open for as long as somebody listens.</summary>
internal sealed record LiveOptions
{
    public const string Section = "Live";

    /// <summary>How many may listen at the same time, by streams of events and by WebSockets together.</summary>
    public int MaxConnections { get; init; } = 5000;

    /// <summary>How many of them may be one caller's; where nobody is asked who calls, one address's.</summary>
    public int MaxConnectionsPerCaller { get; init; } = 1000;

    /// <summary>How often a silent stream says that it is there, and whether its caller may still listen is looked at.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a listener may take to take what it is sent, before it is cut off.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);
}

namespace RentABot.Support.Proxy;

/// <summary>How a link treats what passes through it.</summary>
internal sealed record LinkState
{
    public static readonly LinkState Sound = new();

    /// <summary>How much later each piece arrives.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How much may pass in a second, each way; 0: no limit.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>Nothing passes, and nobody is told: as when a cable is pulled.</summary>
    public bool Stalled { get; init; }

    /// <summary>Connections are reset, and so are new ones.</summary>
    public bool Cut { get; init; }
}

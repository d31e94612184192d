namespace RentABot.Gateway.Settings;

/// <summary>What a connection and a request may be like, and for how long. Bodies are bounded by <see cref="GatewayOptions"/>.</summary>
internal sealed record HttpOptions
{
    public const string Section = "Http";

    /// <summary>How many connections may be open; more than calls may wait, as each of those has one.</summary>
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>The longest first line of a request, its address and query included, in bytes.</summary>
    public int MaxRequestLine { get; init; } = 8 * 1024;

    /// <summary>How many headers a request may have.</summary>
    public int MaxHeaders { get; init; } = 100;

    /// <summary>How long they may be together, in bytes.</summary>
    public int MaxHeadersSize { get; init; } = 32 * 1024;

    /// <summary>How long a client may take to send a request's headers.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may be silent between two requests.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>How many bytes a second a client has to send of a body, and to take of an answer, at least.</summary>
    public int MinRate { get; init; } = 240;

    /// <summary>How long a client may be slower than that.</summary>
    public TimeSpan RateGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request may take, besides the allocator's answer and the wait that it asks for, before it is given up.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The same for a descriptor, which is long.</summary>
    public TimeSpan ImportTimeout { get; init; } = TimeSpan.FromMinutes(2);
}

namespace RentABot.Gateway.Live;

/// <summary>How somebody listens.</summary>
internal enum LiveKind
{
    /// <summary>Server-sent events.</summary>
    Sse,

    WebSocket,
}

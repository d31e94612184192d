using System.Net.WebSockets;

namespace RentABot.Gateway.Live;

/// <summary>Why a WebSocket is closed.</summary>
internal sealed record SocketEnding(WebSocketCloseStatus Status, string Reason)
{
    public static readonly SocketEnding ByListener = new(WebSocketCloseStatus.NormalClosure, "");

    public static readonly SocketEnding ServerStops = new(WebSocketCloseStatus.EndpointUnavailable, "server stopping");

    public static readonly SocketEnding CallerRefused = new(WebSocketCloseStatus.PolicyViolation, "caller is not let in any more");

    public static readonly SocketEnding DatabaseAway = new(WebSocketCloseStatus.InternalServerError, "the database does not answer");
}

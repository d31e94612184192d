using System.Globalization;
using System.Text;
using System.Text.Json;
using RentABot.Gateway.Json;

namespace RentABot.Gateway.Live;

/// <summary>
/// The frames of a stream of server-sent events. They are put together once and sent to everybody, which no formatter of
/// the framework does; as JSON without line breaks is all that is in them, nothing has to be escaped.
/// </summary>
internal static class EventFrame
{
    /// <summary>How far the stream has come, with nothing that was asked for in between.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>Events that are not kept any more.</summary>
    public const string Gap = "gap";

    public static byte[] Of(FeedEvent change) =>
        Write(change.Type, change.Sequence, JsonSerializer.Serialize(change.Change, change.Change.GetType(), GatewayJson.Options));

    public static byte[] OfHeartbeat(long position) => Write(Heartbeat, position, "{}");

    /// <summary>Whoever comes back after it goes on where the stream went on.</summary>
    public static byte[] OfGap(MissingEvents missing, long position) =>
        Write(Gap, position, JsonSerializer.Serialize(missing, GatewayJson.Options));

    private static byte[] Write(string type, long id, string data) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {type}\ndata: {data}\n\n"));
}

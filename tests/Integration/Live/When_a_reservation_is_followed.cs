using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace RentABot.Integration.Live;

public sealed class When_a_reservation_is_followed(SharedDeployment shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_tell_its_way_from_the_line_to_its_end_on_any_gateway()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var tag = Names.Unique("followed");
        var held = await client.LockAsync(await client.RegisterAsync(tag, tag));
        var earlier = await client.ReserveAsync(tag, "earlier");
        var reservation = await client.ReserveAsync(tag);
        using var socket = new ClientWebSocket();
        var gateway = deployment.Services.Last(service => service.Kind == ServiceKind.Gateway).Url;
        await socket.ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = $"/ws/reservations/{reservation.ReservationId}" }.Uri, Cancelled);
        var told = Follow(socket);

        await Eventually.HoldsAsync(() => told.Heard.Contains("pending 2"), Patience, "it is told that it is second");
        await client.SendAsync(HttpMethod.Delete, $"reservations/{earlier.ReservationId}");
        await Eventually.HoldsAsync(() => told.Heard.Contains("position 1"), Patience, "it is told that it is first");
        await client.UnlockAsync(held);
        await Eventually.HoldsAsync(() => told.Heard.Contains("fulfilled "), Patience, "it is told that it is served");
        var claimed = await client.ClaimAsync(reservation.ReservationId);
        await client.UnlockAsync(Assert.Single(claimed.Locks!));
        await told.Ended.WaitAsync(Patience, Cancelled);

        Assert.Equal(["pending 2", "position 1", "fulfilled ", "claimed ", "released "], told.Heard);
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "released"), (socket.CloseStatus, socket.CloseStatusDescription));
    }

    private static (ConcurrentQueue<string> Heard, Task Ended) Follow(ClientWebSocket socket)
    {
        var heard = new ConcurrentQueue<string>();
        return (heard, ReadAsync());

        async Task ReadAsync()
        {
            var buffer = new byte[16 * 1024];
            while (await socket.ReceiveAsync(buffer.AsMemory(), Cancelled) is { MessageType: not WebSocketMessageType.Close } received)
            {
                Assert.True(received.EndOfMessage);
                var message = JsonElement.Parse(buffer.AsSpan(0, received.Count));
                var place = message.GetProperty("reservation").GetProperty("position_in_queue");
                heard.Enqueue($"{message.GetProperty("type").GetString()} {(place.ValueKind == JsonValueKind.Null ? "" : place.GetRawText())}");
            }
        }
    }
}

using System.Net.WebSockets;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Live;

public sealed class When_a_listener_loses_its_right : IAsyncLifetime
{
    private GatewayHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = new GatewayHost { OnSocket = true };
        await File.WriteAllTextAsync(_host.PathOf("keys.yaml"), KeyFile.Text, Cancelled);
        await _host.StartAsync([$"Auth:ConfigPath={_host.PathOf("keys.yaml")}", "Live:Heartbeat=00:00:00.05"], null);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Should_end_its_stream()
    {
        await using var stays = await EventListener.OpenAsync(_host.Client, "", KeyFile.Of("admin"));
        await using var goes = await EventListener.OpenAsync(_host.Client, "", KeyFile.Of("readonly"));
        await TakeBackAsync();
        Assert.Null(await goes.NextAsync());
        Assert.Equal("heartbeat", (await stays.NextAsync(heartbeats: true))!.Type);
    }

    [Fact]
    public async Task Should_close_its_socket()
    {
        var id = Guid.NewGuid();
        await _host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(id)));
        await using var follower = await Follower.OpenAsync(_host, id, KeyFile.Of("readonly"));
        await follower.NextAsync();
        await TakeBackAsync();
        Assert.Null(await follower.NextAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, follower.Status);
    }

    private Task TakeBackAsync() => File.WriteAllTextAsync(
        _host.PathOf("keys.yaml"), KeyFile.Text.Replace("readonly-key-0123456789", "another-key-0123456789", StringComparison.Ordinal), Cancelled);
}

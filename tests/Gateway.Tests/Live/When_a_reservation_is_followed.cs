using System.Net.WebSockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence;
using RentABot.Persistence.Locks;

namespace RentABot.Gateway.Tests.Live;

public sealed class When_a_reservation_is_followed : IAsyncLifetime
{
    private readonly Guid _id = Guid.NewGuid();
    private readonly Guid _earlier = Guid.NewGuid();
    private GatewayHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await new GatewayHost { OnSocket = true }.StartAsync(["Gateway:WaitSweepPeriod=00:00:50"], null);
        await _host.SeedAsync(db =>
        {
            db.Resources.Add(Samples.ResourceRow(1, "board-1", "arm"));
            db.Reservations.Add(Samples.ReservationRow(_earlier, arrival: 1));
            db.Reservations.Add(Samples.ReservationRow(_id, arrival: 2));
        });
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Should_say_at_once_how_it_stands()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        var (type, reservation) = await follower.HearAsync();
        Assert.Equal("pending", type);
        Assert.Equal(2, reservation.Number("position_in_queue"));
        var read = await _host.Client.ReadAsync($"reservations/{_id}").JsonAsync();
        Assert.Equal(read.GetRawText(), reservation.GetRawText());
    }

    [Fact]
    public async Task Should_tell_each_change_and_close_when_it_has_ended()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        await follower.HearAsync();
        await TellAsync<ReservationFulfilled>(2, ReservationStatus.Fulfilled, state => state with { ClaimExpiresAt = MovableClock.Noon.AddSeconds(60) });
        await TellAsync<ReservationClaimed>(3, ReservationStatus.Claimed);
        await TellAsync<ReservationReleased>(4, ReservationStatus.Released, state => state with { Reason = "unlocked" });

        var (type, fulfilled) = await follower.HearAsync();
        Assert.Equal(("fulfilled", "2030-01-01T12:01:00Z"), (type, fulfilled.Text("claim_expires_at")));
        Assert.Equal("claimed", (await follower.HearAsync()).Type);
        Assert.Equal("released", (await follower.HearAsync()).Type);
        Assert.Null(await follower.NextAsync());
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "released"), (follower.Status, follower.Reason));
    }

    [Fact]
    public async Task Should_tell_when_others_leave_the_line_before_it()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        await follower.HearAsync();
        await CancelEarlierAsync();
        var (type, reservation) = await follower.HearAsync();
        Assert.Equal(("position", 1), (type, reservation.Number("position_in_queue")));
    }

    [Fact]
    public async Task Should_tell_when_more_is_held_for_it()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        await follower.HearAsync();
        await _host.TellAsync(
            db => db.Holds.Add(new Hold { ResourceId = 1, ReservationId = _id }), EventLog.Registered(1, tags: "arm"));
        var (type, reservation) = await follower.HearAsync();
        Assert.Equal(("holding", 1), (type, reservation.GetProperty("waiting_for").Number("gathered")));
    }

    [Fact]
    public async Task Should_not_repeat_what_has_not_changed()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        await follower.HearAsync();

        // Something else, the same again, and one that came late; a reader of its own shows when they have been dealt with.
        await _host.TellAsync(EventLog.Registered(1, tags: "arm"), EventLog.Reserved<ReservationQueued>(State(1, ReservationStatus.Pending)));
        await using var other = await Follower.OpenAsync(_host, _id);
        await other.HearAsync();
        await CancelEarlierAsync();
        Assert.Equal("position", (await follower.HearAsync()).Type);
        await TellAsync<ReservationFulfilled>(3, ReservationStatus.Fulfilled);
        await TellAsync<ReservationQueued>(2, ReservationStatus.Pending);
        await TellAsync<ReservationCancelled>(4, ReservationStatus.Cancelled);
        Assert.Equal("fulfilled", (await follower.HearAsync()).Type);
        Assert.Equal("cancelled", (await follower.HearAsync()).Type);
    }

    [Fact]
    public async Task Should_tell_that_it_waits_again_and_where()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        await follower.HearAsync();
        await TellAsync<ReservationFulfilled>(2, ReservationStatus.Fulfilled);
        Assert.Equal("fulfilled", (await follower.HearAsync()).Type);
        await TellAsync<ReservationQueued>(3, ReservationStatus.Pending);
        var (type, reservation) = await follower.HearAsync();
        Assert.Equal(("pending", 2), (type, reservation.Number("position_in_queue")));
    }

    [Fact]
    public async Task Should_close_at_once_what_has_ended_before()
    {
        await _host.ChangeAsync(_id, ReservationStatus.Expired);
        await using var follower = await Follower.OpenAsync(_host, _id);
        Assert.Equal("expired", (await follower.HearAsync()).Type);
        Assert.Null(await follower.NextAsync());
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "expired"), (follower.Status, follower.Reason));
    }

    [Fact]
    public async Task Should_say_so_when_the_service_stops()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        await follower.HearAsync();
        _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Null(await follower.NextAsync());
        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "server stopping"), (follower.Status, follower.Reason));
    }

    [Fact]
    public async Task Should_take_no_long_messages()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        await follower.HearAsync();
        await follower.SayAsync(100);
        await follower.SayAsync(5000);
        Assert.Null(await follower.NextAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, follower.Status);
    }

    [Fact]
    public async Task Should_take_no_flood_of_messages()
    {
        await using var follower = await Follower.OpenAsync(_host, _id);
        await follower.HearAsync();
        for (var i = 0; i < 61; i++) await follower.SayAsync(1);
        Assert.Null(await follower.NextAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, follower.Status);
    }

    [Fact]
    public async Task Should_ask_for_a_socket()
    {
        using var response = await _host.Client.ReadAsync($"/ws/reservations/{_id}");
        await response.ProblemAsync(426, "upgrade_required");
        Assert.Equal("websocket", response.Header("Upgrade"));
    }

    [Fact]
    public async Task Should_not_know_what_is_not_there() => Assert.Equal(404, await RefusedAsync(Guid.NewGuid(), null));

    [Theory]
    [InlineData("http://elsewhere.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Should_not_talk_to_pages_of_others(string origin) => Assert.Equal(403, await RefusedAsync(_id, origin));

    [Fact]
    public async Task Should_talk_to_its_own_pages()
    {
        await using var follower = await Follower.OpenAsync(_host, _id, ("Origin", _host.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal("pending", (await follower.HearAsync()).Type);
    }

    /// <summary>The status that a client was answered with instead of a socket.</summary>
    private async Task<int> RefusedAsync(Guid id, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new UriBuilder(_host.Address) { Scheme = "ws", Path = $"/ws/reservations/{id}" }.Uri, Cancelled));
        return (int)socket.HttpStatusCode;
    }

    private Task<long> CancelEarlierAsync() => _host.TellAsync(
        db => Set(db, _earlier, ReservationStatus.Cancelled, 2),
        EventLog.Reserved<ReservationCancelled>(Samples.Reservation(_earlier, ReservationStatus.Cancelled) with { Revision = 2 }));

    private Task<long> TellAsync<TEvent>(int revision, ReservationStatus status, Func<ReservationState, ReservationState>? with = null)
        where TEvent : ReservationEvent
    {
        var state = State(revision, status);
        return _host.TellAsync(db => Set(db, _id, status, revision), EventLog.Reserved<TEvent>(with is null ? state : with(state)));
    }

    private ReservationState State(int revision, ReservationStatus status) => Samples.Reservation(_id, status) with { Revision = revision };

    private static void Set(RentABotDbContext db, Guid id, ReservationStatus status, int revision)
    {
        var row = db.Reservations.AsTracking().Single(r => r.CorrelationId == id);
        (row.Status, row.Revision) = (status.ToString(), revision);
    }
}

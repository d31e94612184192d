using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RentABot.Contracts;
using RentABot.Gateway.Live;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Live;

public sealed class When_events_are_listened_to : GatewayTest
{
    private readonly Guid _reservation = Guid.NewGuid();

    // So long that nothing in these tests is found by it: wake-ups have to do.
    protected override string[] Settings => ["Gateway:WaitSweepPeriod=00:00:50", "Live:Heartbeat=00:00:00.05"];

    [Fact]
    public async Task Should_send_each_once_and_in_order()
    {
        await using var listener = await EventListener.OpenAsync(Client);
        var last = await Host.TellAsync(EventLog.Registered(), EventLog.Locked());
        await Host.TellAsync(EventLog.Reserved<ReservationFulfilled>(Samples.Reservation(_reservation, ReservationStatus.Fulfilled)));

        Assert.Equal(
            [("ResourceRegistered", last - 1), ("LockAcquired", last), ("ReservationFulfilled", last + 1)],
            [await HeardAsync(listener), await HeardAsync(listener), await HeardAsync(listener)]);
    }

    [Fact]
    public async Task Should_speak_as_the_api_does()
    {
        await using var listener = await EventListener.OpenAsync(Client);
        await Host.TellAsync(EventLog.Locked());

        var told = (await listener.NextAsync())!.Data;

        Assert.Equal(1, told.Number("resource_id"));
        Assert.Equal("locked", told.GetProperty("resource").Text("status"));
        Assert.Equal("2030-01-01T12:01:00Z", told.GetProperty("lock").Text("expires_at"));
        Assert.DoesNotContain("token", told.GetRawText().Replace("fencing_token", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("text/event-stream", listener.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", listener.Response.Header("Cache-Control"));
        Assert.Equal("no", listener.Response.Header("X-Accel-Buffering"));
    }

    [Theory]
    [InlineData("?types=LockAcquired,ResourceRemoved", "1 5")]
    [InlineData("?resource_id=2", "2 5")]
    [InlineData("?reservation_id={0}", "3 5")]
    [InlineData("?tags=arm", "1 3 4")]
    [InlineData("?tags=arm,usb", "1")]
    [InlineData("?tags=arm&types=ReservationQueued", "3")]
    [InlineData("", "1 2 3 4 5")]
    public async Task Should_keep_to_what_is_asked_for(string query, string expected)
    {
        var wanted = string.Format(CultureInfo.InvariantCulture, query, _reservation);
        await using var listener = await EventListener.OpenAsync(Client, wanted);
        var last = await Host.TellAsync(
            EventLog.Locked(1, null, "arm", "usb"),
            EventLog.Registered(2, tags: ["x86", "usb"]),
            EventLog.Reserved<ReservationQueued>(Samples.Reservation(_reservation)),
            EventLog.Registered(3, tags: "arm"),
            EventLog.Locked(2, _reservation, "x86"));

        // The heartbeat that has come so far comes after all of them.
        var heard = new List<long>();
        while (await listener.NextAsync(heartbeats: true) is { } next && (next.Type != "heartbeat" || next.Id < last))
        {
            if (next.Type != "heartbeat") heard.Add(next.Id - listener.Began);
        }

        Assert.Equal(expected, string.Join(' ', heard));
    }

    [Theory]
    [InlineData("Last-Event-ID")]
    [InlineData("after")]
    public async Task Should_go_on_after_the_last_that_a_client_has(string way)
    {
        var last = await Host.CommitAsync(null, EventLog.Registered(1), EventLog.Registered(2), EventLog.Registered(3));
        var had = (last - 2).ToString(CultureInfo.InvariantCulture);

        await using var listener = way == "after"
            ? await EventListener.OpenAsync(Client, $"?after={had}")
            : await EventListener.OpenAsync(Client, "?after=0", (way, had));

        Assert.Equal(("ResourceRegistered", last - 1), await HeardAsync(listener));
        Assert.Equal(("ResourceRegistered", last), await HeardAsync(listener));
        await Host.TellAsync(EventLog.Locked());
        Assert.Equal(("LockAcquired", last + 1), await HeardAsync(listener));
    }

    [Fact]
    public async Task Should_send_more_than_is_kept_in_memory()
    {
        const int many = 2700;
        await using var first = await EventListener.OpenAsync(Client, "?types=ResourceRemoved");
        for (var i = 0; i < 3; i++) await Host.TellAsync([.. Enumerable.Repeat(EventLog.Registered(), many / 3)]);
        await using var listener = await EventListener.OpenAsync(Client, $"?after={first.Began}");
        for (var i = 1; i <= many; i++) Assert.Equal(("ResourceRegistered", first.Began + i), await HeardAsync(listener));
    }

    [Fact]
    public async Task Should_tell_what_is_not_kept_any_more()
    {
        var last = await Host.CommitAsync(null, [.. Enumerable.Repeat(EventLog.Registered(), 10)]);
        await RemoveAsync(last - 9, last - 6);
        await RemoveAsync(last - 2, last - 2);
        await using var listener = await EventListener.OpenAsync(Client, $"?after={last - 10}");

        await ShouldMissAsync(listener, last - 9, last - 6);
        for (var id = last - 5; id < last - 2; id++) Assert.Equal(("ResourceRegistered", id), await HeardAsync(listener));
        await ShouldMissAsync(listener, last - 2, last - 2);
        Assert.Equal(("ResourceRegistered", last - 1), await HeardAsync(listener));
    }

    [Fact]
    public async Task Should_tell_that_nothing_is_kept_any_more()
    {
        var last = await Host.CommitAsync(null, EventLog.Registered(), EventLog.Registered());
        await RemoveAsync(last - 1, last);
        await using var listener = await EventListener.OpenAsync(Client, $"?after={last - 2}");

        await ShouldMissAsync(listener, last - 1, last);
        await Host.TellAsync(EventLog.Locked());
        Assert.Equal(("LockAcquired", last + 1), await HeardAsync(listener));
    }

    [Fact]
    public async Task Should_tell_that_it_never_had_an_event()
    {
        var last = await Host.CommitAsync(null, EventLog.Registered());
        await using var listener = await EventListener.OpenAsync(Client, $"?after={last + 100}");

        var gap = (await listener.NextAsync())!;

        // Whoever comes back with its id goes on where the log is.
        Assert.Equal(("gap", last, last + 1, last + 100), (gap.Type, gap.Id, gap.Data.Number("from"), gap.Data.Number("to")));
        await Host.TellAsync(EventLog.Locked());
        Assert.Equal(("LockAcquired", last + 1), await HeardAsync(listener));
    }

    [Fact]
    public async Task Should_say_how_far_it_has_come_when_nothing_is_for_the_listener()
    {
        await using var listener = await EventListener.OpenAsync(Client, "?types=ResourceRemoved");
        var last = await Host.TellAsync(EventLog.Registered());
        EventListener.Heard? heard;
        do heard = await listener.NextAsync(heartbeats: true);
        while (heard!.Id < last);
        Assert.Equal(("heartbeat", last), (heard.Type, heard.Id));
    }

    [Fact]
    public async Task Should_find_what_no_wake_up_told_of()
    {
        await using var host = await GatewayHost.StartAsync("Gateway:WaitSweepPeriod=00:00:00.05");
        await using var listener = await EventListener.OpenAsync(host.Client);
        var last = await host.CommitAsync(null, EventLog.Registered());
        Assert.Equal(("ResourceRegistered", last), await HeardAsync(listener));
    }

    [Theory]
    [InlineData("?types=LockAcquired,Nonsense", "types")]
    [InlineData("?types=,", "types")]
    [InlineData("?resource_id=x", "resource_id")]
    [InlineData("?reservation_id=1", "reservation_id")]
    [InlineData("?tags=a%20b!", "tags")]
    [InlineData("?after=-1", "after")]
    [InlineData("?after=x", "after")]
    public async Task Should_refuse_what_it_does_not_know(string query, string field) =>
        Assert.NotEmpty((await Client.ReadAsync($"events{query}").ProblemAsync(422, "invalid")).ErrorAt(field));

    [Fact]
    public async Task Should_refuse_an_id_that_is_none() => Assert.NotEmpty(
        (await Client.ReadAsync("events", ("Last-Event-ID", "x")).ProblemAsync(422, "invalid")).ErrorAt("Last-Event-ID"));

    [Theory]
    [InlineData("Live:MaxConnections=1", 503)]
    [InlineData("Live:MaxConnectionsPerCaller=1", 429)]
    public async Task Should_not_let_too_many_listen(string limit, int status)
    {
        await using var host = await GatewayHost.StartAsync(limit);
        var first = await EventListener.OpenAsync(host.Client);
        using (var refused = await host.Client.ReadAsync("events"))
        {
            await refused.ProblemAsync(status, "too_many_listeners");
            Assert.Equal("2", refused.Header("Retry-After"));
        }

        await first.DisposeAsync();
        await TestServers.Eventually.HoldsAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{Http.Api}/events");
                using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
                return response.StatusCode == HttpStatusCode.OK;
            },
            TimeSpan.FromSeconds(30),
            "its place is free again");
    }

    [Fact]
    public async Task Should_end_when_the_service_stops()
    {
        await using var listener = await EventListener.OpenAsync(Client);
        Host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Null(await listener.NextAsync());
    }

    [Fact]
    public async Task Should_not_read_the_log_while_nobody_listens()
    {
        await using (await EventListener.OpenAsync(Client)) await Host.TellAsync(EventLog.Registered());
        var feed = Host.Services.GetRequiredService<EventFeed>();
        await TestServers.Eventually.HoldsAsync(() => !feed.IsHeard, TimeSpan.FromSeconds(30), "nobody listens");
        await Host.TellAsync(EventLog.Registered());
        var last = await Host.TellAsync(EventLog.Registered());

        // Whoever comes next begins with the present all the same.
        await using var listener = await EventListener.OpenAsync(Client);
        Assert.Equal(last, listener.Began);
        await Host.TellAsync(EventLog.Locked());
        Assert.Equal(("LockAcquired", last + 1), await HeardAsync(listener));
    }

    private static async Task<(string Type, long Id)> HeardAsync(EventListener listener) =>
        await listener.NextAsync() is { } heard ? (heard.Type, heard.Id) : ("end", 0);

    private static async Task ShouldMissAsync(EventListener listener, long from, long to)
    {
        var gap = (await listener.NextAsync())!;
        Assert.Equal(("gap", to, from, to), (gap.Type, gap.Id, gap.Data.Number("from"), gap.Data.Number("to")));
    }

    private Task RemoveAsync(long from, long to) =>
        Host.SeedAsync(db => db.Events.Where(e => e.Sequence >= from && e.Sequence <= to).ExecuteDelete());
}

using System.Globalization;
using System.Net.WebSockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence.Sqlite;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Live;

public sealed class When_the_log_cannot_be_read : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FailingReads _reads = new();
    private readonly GatewayHost _host = new() { OnSocket = true };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _host.StartAsync(
        ["Gateway:WaitSweepPeriod=00:00:00.05"],
        services => services.ConfigureDbContext<SqliteDbContext>(options => options.AddInterceptors(_reads)));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Should_tell_everything_as_soon_as_it_can_be()
    {
        await using var listener = await EventListener.OpenAsync(_host.Client);
        var first = await _host.TellAsync(EventLog.Registered());
        Assert.Equal(first, (await listener.NextAsync())!.Id);

        await CommitUnreadAsync(EventLog.Locked(), EventLog.Registered(2));

        Assert.Equal([first + 1, first + 2], [(await listener.NextAsync())!.Id, (await listener.NextAsync())!.Id]);
        await _host.TellAsync(EventLog.Registered(3));
        Assert.Equal(first + 3, (await listener.NextAsync())!.Id);
        Assert.Contains(_host.Logs, line => line.Contains("The event log could not be read (SqliteException)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_tell_what_was_removed_meanwhile()
    {
        await using var listener = await EventListener.OpenAsync(_host.Client);
        var first = await _host.TellAsync(EventLog.Registered());
        Assert.Equal(first, (await listener.NextAsync())!.Id);

        await CommitUnreadAsync(
            () => _host.SeedAsync(db => db.Events.Where(e => e.Sequence == first + 1).ExecuteDelete()), EventLog.Locked(), EventLog.Registered(2));

        var gap = (await listener.NextAsync())!;
        Assert.Equal(("gap", first + 1, first + 1), (gap.Type, gap.Data.Number("from"), gap.Data.Number("to")));
        Assert.Equal(first + 2, (await listener.NextAsync())!.Id);
    }

    [Fact]
    public async Task Should_end_the_stream_of_who_is_behind_and_go_on_when_it_comes_back()
    {
        var last = await _host.CommitAsync(null, EventLog.Registered(), EventLog.Locked());
        _reads.Fails = FailingReads.Of("events");
        await using var cut = await EventListener.OpenAsync(_host.Client, $"?after={last - 2}");
        Assert.Null(await cut.NextAsync());

        _reads.Fails = FailingReads.Never;
        await using var listener = await EventListener.OpenAsync(
            _host.Client, "", ("Last-Event-ID", cut.Began.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal([last - 1, last], [(await listener.NextAsync())!.Id, (await listener.NextAsync())!.Id]);
    }

    [Fact]
    public async Task Should_close_the_socket_of_who_follows_and_say_why()
    {
        var id = Guid.NewGuid();
        await _host.SeedAsync(db => db.Reservations.Add(Samples.ReservationRow(id)));
        await using var follower = await Follower.OpenAsync(_host, id);
        await follower.HearAsync();
        _reads.Fails = FailingReads.Of("holds");
        await _host.TellAsync(EventLog.Registered());

        Assert.Null(await follower.NextAsync());
        Assert.Equal((WebSocketCloseStatus.InternalServerError, "the database does not answer"), (follower.Status, follower.Reason));
    }

    private Task CommitUnreadAsync(params Func<long, Event>[] events) => CommitUnreadAsync(() => Task.CompletedTask, events);

    /// <summary>Commits events, has them looked for in vain, and lets them be read then.</summary>
    private async Task CommitUnreadAsync(Func<Task> meanwhile, params Func<long, Event>[] events)
    {
        _reads.Fails = FailingReads.Outside;
        var refused = _reads.Refused;
        await _host.TellAsync(events);
        await Eventually.HoldsAsync(() => _reads.Refused > refused, Patience, "they are looked for");
        await meanwhile();
        _reads.Fails = FailingReads.Never;
    }
}

using RentABot.Cli.Api;
using RentABot.Cli.Output;
using RentABot.Cli.Running;
using RentABot.Cli.Servers;
using RentABot.Cli.Waiting;
using RentABot.TestServers;

namespace RentABot.Cli.Tests;

public sealed class When_a_lock_is_kept_alive : IDisposable
{
    private static readonly (int Status, string Body) Extended = (200, """{"expires_at":"2030-01-01T00:00:00Z","total_lock_duration":1}""");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LeapingClock _clock = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [Fact]
    public async Task Should_count_its_life_from_before_the_first_of_several_attempts()
    {
        // The first has extended it, though its answer was lost; the second tells that again, much later.
        await using var server = await StandInServer.StartAsync((_, count) =>
        {
            if (count == 1) _clock.Leap(TimeSpan.FromSeconds(100));
            return Task.FromResult(count == 1 ? (503, "") : Extended);
        });
        using var api = ApiOf(server);
        using var heartbeat = HeartbeatOf(api, left: TimeSpan.FromSeconds(150), ttl: TimeSpan.FromSeconds(300));
        heartbeat.Look();
        var keeping = heartbeat.KeepAsync(_stop.Token);

        // 50 seconds were left of it by then.
        await Eventually.HoldsAsync(() => server.CountOf("extend") == 2 && heartbeat.End.Left > TimeSpan.FromSeconds(60), Patience, "it is extended");
        Assert.InRange(heartbeat.End.Left, TimeSpan.Zero, TimeSpan.FromSeconds(200));
        Assert.False(keeping.IsCompleted);
    }

    [Fact]
    public async Task Should_not_take_any_answer_for_an_extension()
    {
        await using var server = await StandInServer.StartAsync((_, _) => Task.FromResult((200, "<html>Welcome to the wireless network")));
        using var api = ApiOf(server);
        using var heartbeat = HeartbeatOf(api, left: TimeSpan.FromSeconds(100), ttl: TimeSpan.FromSeconds(300));
        heartbeat.Look();
        _ = heartbeat.KeepAsync(_stop.Token);
        await Eventually.HoldsAsync(() => server.CountOf("extend") == 1, Patience, "it has asked");

        // Who asks again has read the first answer.
        heartbeat.Look();
        await Eventually.HoldsAsync(() => server.CountOf("extend") == 2, Patience, "it has asked again");
        Assert.InRange(heartbeat.End.Left, TimeSpan.Zero, TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task Should_be_lost_when_the_machine_slept_beyond_its_end()
    {
        await using var server = await StandInServer.StartAsync((_, _) => Task.FromResult(Extended));
        using var api = ApiOf(server);
        using var heartbeat = HeartbeatOf(api, left: TimeSpan.FromHours(1), ttl: TimeSpan.FromHours(1));
        var keeping = heartbeat.KeepAsync(_stop.Token);
        _clock.Leap(TimeSpan.FromHours(2));

        // Long before the next beat was due, by timers that slept as well.
        var lost = await keeping.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Same(heartbeat.Lock, lost.Lock);
        Assert.Equal(0, server.CountOf("extend"));
    }

    [Fact]
    public void Should_be_measured_by_a_stopwatch_that_runs_on_while_the_machine_sleeps()
    {
        // What Linux tells there is counted since its start, sleep included.
        var before = Uptime();
        var now = BootClock.Instance.GetElapsedTime(0).TotalSeconds;
        Assert.InRange(now, before - 0.1, Uptime() + 0.1);
    }

    private static double Uptime() =>
        double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private ApiClient ApiOf(StandInServer server) => new(new Server(server.Url, Key: null), _clock, _ => { });

    private Heartbeat HeartbeatOf(ApiClient api, TimeSpan left, TimeSpan ttl)
    {
        var held = new HeldLock(
            "token", 1, new Resource { Id = 1, Name = "board" }, Deadline.In(_clock, left), Deadline.In(_clock, TimeSpan.FromDays(30)));
        return new Heartbeat(api, held, ttl, new WaitLine(new Screen(json: false), quiet: true));
    }
}

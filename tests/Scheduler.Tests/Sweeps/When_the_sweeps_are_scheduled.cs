using RentABot.Contracts;
using RentABot.Scheduler.Sweeps;
using RentABot.TestServers;

namespace RentABot.Scheduler.Tests.Sweeps;

public sealed class When_the_sweeps_are_scheduled
{
    [Fact]
    public async Task Should_sweep_again_and_again()
    {
        await using var node = await SchedulerNode.WithSqliteAsync(settings: ("Sweep:IntervalMilliseconds", "50"));
        await node.StartAsync();

        await Eventually.HoldsAsync(() => node.Clock.Reads >= 3, Limits.Wait, "three sweeps were run");
    }

    [Fact]
    public async Task Should_finish_the_sweep_that_runs_before_stopping()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.AddAsync(Rows.Lock(expiresAt: TestClock.Noon));
        var gate = new TaskCompletionSource();
        node.Clock.Gate = gate.Task;
        await node.StartAsync();
        await Eventually.HoldsAsync(() => node.Clock.Reads == 1, Limits.Wait, "a sweep runs");

        var stopping = node.StopAsync();
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;

        Assert.Single(node.Sent.Of<ExpireLock>());
    }

    [Fact]
    public async Task Should_log_what_Quartz_says_where_the_host_logs()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.StartAsync();

        await Eventually.HoldsAsync(() => node.Log.AnyFrom("Quartz"), Limits.Wait, "Quartz logged something");
    }

    [Fact]
    public void Should_go_by_a_time_that_is_not_set_back()
    {
        var machine = new Machine { Now = TestClock.Noon };
        var time = new SteadyTime(machine);

        machine.Now = TestClock.Noon.AddHours(-1);
        machine.Ticks += TimeSpan.TicksPerSecond;

        Assert.Equal(TestClock.Noon.AddSeconds(1), time.GetUtcNow());
    }

    private sealed class Machine : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public long Ticks { get; set; } = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Ticks;
    }
}

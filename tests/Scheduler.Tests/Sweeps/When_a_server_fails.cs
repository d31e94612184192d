using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RentABot.Contracts;
using RentABot.Persistence.Leases;
using RentABot.Scheduler.Sweeps;

namespace RentABot.Scheduler.Tests.Sweeps;

public sealed class When_a_server_fails
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Should_say_once_that_the_broker_is_down_and_send_when_it_is_back()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        var due = Rows.Lock(expiresAt: TestClock.Noon);
        await node.AddAsync(due);
        await node.Get<IBusControl>().StopAsync(TestContext.Current.CancellationToken);

        await node.SweepAsync();
        await node.SweepAsync();

        Assert.Empty(node.Sent.All);
        Assert.Equal("The broker does not answer", Assert.Single(node.Log.From<Sweep>()).Exception?.Message);

        await node.Get<IBusControl>().StartAsync(TestContext.Current.CancellationToken);
        await node.SweepAsync();
        await node.SweepAsync();

        Assert.Equal([due.Id], Assert.Single(node.Sent.Of<ExpireLock>()).LockIds);
        Assert.Equal([LogLevel.Warning, LogLevel.Information], node.Log.From<Sweep>().Select(l => l.Level));
    }

    [Fact]
    public async Task Should_leave_the_lease_to_a_node_that_has_a_broker()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.Get<IBusControl>().StopAsync(TestContext.Current.CancellationToken);

        await node.SweepAsync();

        Assert.Equal(0, node.Clock.Reads);
    }

    [Fact]
    public async Task Should_send_again_at_once_what_could_not_be_sent()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.AddAsync([.. Enumerable.Range(0, 2).Select(_ => Rows.Lock(expiresAt: TestClock.Noon))]);
        node.Sent.Failure = new MassTransitException("Not confirmed");
        await node.SweepAsync();

        node.Sent.Failure = null;
        await node.SweepAsync();

        Assert.Equal(2, Assert.Single(node.Sent.Of<ExpireLock>()).LockIds.Count);
    }

    [Fact]
    public async Task Should_not_be_ready_when_the_database_has_not_answered_for_a_while()
    {
        var leases = new BrokenLeases();
        await using var node = SchedulerNode.OnSqlite(s => s
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<IDatabaseLeases>(leases));
        await node.Get<IBusControl>().StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Unhealthy, (await node.HealthAsync("sweeps")).Status);
        leases.Broken = false;
        await node.SweepAsync();
        leases.Broken = true;

        _time.Advance(SweepHealthCheck.Recent);
        await node.SweepAsync();
        Assert.Equal(HealthStatus.Healthy, (await node.HealthAsync("sweeps")).Status);

        _time.Advance(TimeSpan.FromSeconds(2));
        await node.SweepAsync();
        Assert.Equal("the last one came through 7 s ago", (await node.HealthAsync("sweeps")).Description);
        Assert.Equal(LogLevel.Warning, Assert.Single(node.Log.From<Sweep>()).Level);
    }

    [Fact]
    public async Task Should_not_wait_for_it_longer_than_patience_lasts()
    {
        await using var node = await SchedulerNode.WithSqliteAsync(s => s.AddSingleton<TimeProvider>(_time));
        node.Clock.Gate = new TaskCompletionSource().Task;

        var running = node.SweepAsync();
        _time.Advance(Sweep.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(running.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await running;

        Assert.IsType<TimeoutException>(Assert.Single(node.Log.From<Sweep>()).Exception);
        await using var lease = await node.Get<IDatabaseLeases>().TryTakeAsync(LeaseName.Sweep, TestContext.Current.CancellationToken);
        Assert.NotNull(lease);
    }

    [Fact]
    public async Task Should_not_take_a_stop_for_a_failure()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        node.Clock.Gate = new TaskCompletionSource().Task;
        using var stop = new CancellationTokenSource();

        var running = node.Sweep.RunAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(node.Log.From<Sweep>());
    }

    private sealed class BrokenLeases : IDatabaseLeases
    {
        public bool Broken { get; set; } = true;

        public Task<DatabaseLease?> TryTakeAsync(LeaseName name, CancellationToken cancellationToken) => Broken
            ? Task.FromException<DatabaseLease?>(new InvalidOperationException("The database does not answer"))
            : Task.FromResult<DatabaseLease?>(null);

        public Task<DatabaseLease> TakeAsync(LeaseName name, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

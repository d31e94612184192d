using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RentABot.Contracts;
using RentABot.Persistence.Leases;
using RentABot.Scheduler.Sweeps;

namespace RentABot.Scheduler.Tests.Sweeps;

public sealed class When_several_schedulers_run
{
    [Fact]
    public async Task Should_sweep_on_one_at_a_time()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        var due = Rows.Lock(expiresAt: TestClock.Noon);
        await node.AddAsync(due);
        var another = ActivatorUtilities.CreateInstance<Sweep>(node.Get<IServiceProvider>());
        var gate = new TaskCompletionSource();
        node.Clock.Gate = gate.Task;

        var running = node.SweepAsync();
        await another.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, node.Clock.Reads);
        gate.SetResult();
        await running;

        Assert.Equal([due.Id], Assert.Single(node.Sent.Of<ExpireLock>()).LockIds);
    }

    [Fact]
    public async Task Should_be_ready_while_another_one_has_the_lease()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.AddAsync(Rows.Lock(expiresAt: TestClock.Noon));
        Assert.Equal("none has come through yet", (await node.HealthAsync("sweeps")).Description);

        await using (await node.Get<IDatabaseLeases>().TakeAsync(LeaseName.Sweep, TestContext.Current.CancellationToken))
        {
            await node.SweepAsync();
        }

        Assert.Empty(node.Sent.All);
        Assert.Equal(HealthStatus.Healthy, (await node.HealthAsync("sweeps")).Status);
    }

    [Fact]
    public async Task Should_give_the_lease_back()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.SweepAsync();

        await using var lease = await node.Get<IDatabaseLeases>().TryTakeAsync(LeaseName.Sweep, TestContext.Current.CancellationToken);

        Assert.NotNull(lease);
    }
}

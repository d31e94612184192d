using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RentABot.Contracts;
using RentABot.Persistence.Deadlines;
using RentABot.Scheduler.Sweeps;

namespace RentABot.Scheduler.Tests.Sweeps;

public sealed class When_the_allocator_is_slow
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Should_send_the_same_again_only_after_a_moment()
    {
        await using var node = await SchedulerNode.WithSqliteAsync(s => s.AddSingleton<TimeProvider>(_time));
        var first = Rows.Lock(expiresAt: TestClock.Noon);
        await node.AddAsync(first);
        await node.SweepAsync();

        _time.Advance(SentLately.Moment - TimeSpan.FromMilliseconds(1));
        var second = Rows.Lock(expiresAt: TestClock.Noon);
        await node.AddAsync(second);
        await node.SweepAsync();

        Assert.Equal([[first.Id], [second.Id]], node.Sent.Of<ExpireLock>().Select(m => m.LockIds));

        node.Sent.Clear();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await node.SweepAsync();

        Assert.Equal([first.Id], Assert.Single(node.Sent.Of<ExpireLock>()).LockIds);
    }

    [Fact]
    public async Task Should_still_send_another_deadline_of_the_same_row()
    {
        await using var node = await SchedulerNode.WithSqliteAsync(s => s.AddSingleton<TimeProvider>(_time));
        var warning = Rows.Lock(warningAt: TestClock.Noon, expiresAt: TestClock.Noon.AddSeconds(1));
        await node.AddAsync(warning);
        await node.SweepAsync();

        node.Clock.Now += TimeSpan.FromSeconds(1);
        await node.SweepAsync();

        Assert.Equal([typeof(WarnLockExpiring), typeof(ExpireLock)], node.Sent.All.Select(m => m.GetType()));
    }

    [Fact]
    public void Should_remember_no_more_than_it_may()
    {
        var sent = new SentLately(_time);
        var all = Enumerable.Range(1, SentLately.Capacity + 10)
            .Select(i => new Deadline { Kind = DeadlineKind.MaintenanceEnd, Id = Guid.Empty, ResourceId = i }).ToList();

        sent.Add(all);

        Assert.Equal(SentLately.Capacity, sent.Count);
        Assert.False(sent.Contains(all[9]));
        Assert.True(sent.Contains(all[10]));
    }
}

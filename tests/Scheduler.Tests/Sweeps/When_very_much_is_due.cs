using RentABot.Contracts;
using RentABot.Scheduler.Sweeps;

namespace RentABot.Scheduler.Tests.Sweeps;

public sealed class When_very_much_is_due
{
    [Fact]
    public async Task Should_send_no_more_than_500_in_a_message()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        var locks = Enumerable.Range(0, 1_200).Select(_ => Rows.Lock(expiresAt: TestClock.Noon)).ToArray();
        await node.AddAsync([.. locks]);

        await node.SweepAsync();

        var messages = node.Sent.Of<ExpireLock>();
        Assert.Equal([500, 500, 200], messages.Select(m => m.LockIds.Count));
        Assert.Equal(locks.Select(l => l.Id).Order(), messages.SelectMany(m => m.LockIds).Order());
    }

    [Fact]
    public async Task Should_send_what_has_been_due_for_longest_and_the_rest_once_that_is_done()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        var oldest = Enumerable.Range(0, Sweep.LimitPerKind).Select(_ => Rows.Lock(expiresAt: TestClock.Noon.AddSeconds(-1))).ToArray();
        var youngest = Rows.Lock(expiresAt: TestClock.Noon);
        await node.AddAsync([youngest, .. oldest]);

        await node.SweepAsync();

        Assert.Equal(oldest.Select(l => l.Id).Order(), node.Sent.Of<ExpireLock>().SelectMany(m => m.LockIds).Order());

        node.Sent.Clear();
        await node.WriteAsync(db =>
        {
            db.UpdateRange(oldest.Select(l =>
            {
                l.EndedAt = TestClock.Noon;
                return l;
            }));
            return Task.CompletedTask;
        });
        await node.SweepAsync();

        Assert.Equal([youngest.Id], Assert.Single(node.Sent.Of<ExpireLock>()).LockIds);
    }
}

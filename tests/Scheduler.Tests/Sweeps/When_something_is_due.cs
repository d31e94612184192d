using RentABot.Contracts;

namespace RentABot.Scheduler.Tests.Sweeps;

public sealed class When_something_is_due
{
    private static readonly DateTimeOffset Due = TestClock.Noon;

    [Fact]
    public async Task Should_send_a_lock_that_expires()
    {
        var expiring = Rows.Lock(expiresAt: Due);
        var later = Rows.Lock(expiresAt: Due.AddMicroseconds(1));
        var ended = Rows.Lock(expiresAt: Due);
        ended.EndedAt = Due;

        await Check<ExpireLock, Guid>([expiring, later, ended], m => m.LockIds, expiring.Id);
    }

    [Fact]
    public async Task Should_send_a_lock_that_enters_its_warning_period()
    {
        var expiring = Rows.Lock(warningAt: Due);
        var later = Rows.Lock(warningAt: Due.AddMicroseconds(1));
        var warned = Rows.Lock(warningAt: Due, warned: true);
        var ended = Rows.Lock(warningAt: Due);
        ended.EndedAt = Due;

        await Check<WarnLockExpiring, Guid>([expiring, later, warned, ended], m => m.LockIds, expiring.Id);
    }

    [Fact]
    public async Task Should_send_a_reservation_that_has_waited_long_enough()
    {
        var waiting = Rows.Reservation(ReservationStatus.Pending, expiresAt: Due);
        var later = Rows.Reservation(ReservationStatus.Pending, expiresAt: Due.AddMicroseconds(1));
        var cancelled = Rows.Reservation(ReservationStatus.Cancelled, expiresAt: Due);
        var claimed = Rows.Reservation(ReservationStatus.Claimed, expiresAt: Due);

        await Check<ExpireReservation, Guid>([waiting, later, cancelled, claimed], m => m.ReservationIds, waiting.CorrelationId);
    }

    [Fact]
    public async Task Should_send_a_reservation_whose_claim_window_ends()
    {
        var unclaimed = Rows.Reservation(ReservationStatus.Fulfilled, expiresAt: Due, claimExpiresAt: Due);
        var later = Rows.Reservation(ReservationStatus.Fulfilled, expiresAt: Due, claimExpiresAt: Due.AddMicroseconds(1));
        var claimed = Rows.Reservation(ReservationStatus.Claimed, claimExpiresAt: Due);
        var pendingAgain = Rows.Reservation(ReservationStatus.Pending, claimExpiresAt: Due);

        await Check<ExpireClaim, Guid>([unclaimed, later, claimed, pendingAgain], m => m.ReservationIds, unclaimed.CorrelationId);
    }

    [Fact]
    public async Task Should_send_a_resource_whose_maintenance_begins()
    {
        var planned = Rows.Resource(from: Due, until: Due.AddHours(1));
        var later = Rows.Resource(from: Due.AddMicroseconds(1));
        var begun = Rows.Resource(unavailable: true);

        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.AddAsync(planned, later, begun);
        await SweepsFindNothingBeforeAsync(node);
        await node.SweepAsync();

        Assert.Equal([planned.Id], Assert.IsType<BeginMaintenance>(Assert.Single(node.Sent.All)).ResourceIds);
    }

    [Fact]
    public async Task Should_send_a_resource_whose_maintenance_ends()
    {
        var over = Rows.Resource(unavailable: true, until: Due);
        var later = Rows.Resource(unavailable: true, until: Due.AddMicroseconds(1));
        var open = Rows.Resource(unavailable: true);
        var back = Rows.Resource(until: Due);

        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.AddAsync(over, later, open, back);
        await SweepsFindNothingBeforeAsync(node);
        await node.SweepAsync();

        Assert.Equal([over.Id], Assert.IsType<EndMaintenance>(Assert.Single(node.Sent.All)).ResourceIds);
    }

    [Fact]
    public async Task Should_send_each_kind_in_a_message_of_its_own_with_the_most_urgent_first()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.AddAsync(
            Rows.Resource(from: Due),
            Rows.Resource(unavailable: true, until: Due),
            Rows.Reservation(ReservationStatus.Pending, expiresAt: Due),
            Rows.Reservation(ReservationStatus.Fulfilled, claimExpiresAt: Due),
            Rows.Lock(warningAt: Due),
            Rows.Lock(expiresAt: Due));

        await node.SweepAsync();

        Assert.Equal(
            [
                typeof(ExpireLock), typeof(ExpireClaim), typeof(ExpireReservation),
                typeof(EndMaintenance), typeof(BeginMaintenance), typeof(WarnLockExpiring),
            ],
            node.Sent.All.Select(m => m.GetType()));
    }

    [Fact]
    public async Task Should_let_a_message_die_when_no_allocator_takes_it()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.AddAsync(Rows.Lock(expiresAt: Due));

        await node.SweepAsync();

        Assert.Equal([TimeSpan.FromSeconds(10)], node.Sent.TimesToLive);
    }

    [Fact]
    public async Task Should_read_the_database_clock_once_a_sweep()
    {
        await using var node = await SchedulerNode.WithSqliteAsync();

        await node.SweepAsync();

        Assert.Equal(1, node.Clock.Reads);
    }

    private static async Task Check<TMessage, TId>(object[] rows, Func<TMessage, IReadOnlyList<TId>> ids, TId expected)
        where TMessage : class
    {
        await using var node = await SchedulerNode.WithSqliteAsync();
        await node.AddAsync(rows);
        await SweepsFindNothingBeforeAsync(node);
        await node.SweepAsync();

        Assert.Equal([expected], ids(Assert.IsType<TMessage>(Assert.Single(node.Sent.All))));
    }

    private static async Task SweepsFindNothingBeforeAsync(SchedulerNode node)
    {
        node.Clock.Now = Due.AddMicroseconds(-1);
        await node.SweepAsync();
        Assert.Empty(node.Sent.All);
        node.Clock.Now = Due;
    }
}

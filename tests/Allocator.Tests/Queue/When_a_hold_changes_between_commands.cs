namespace RentABot.Allocator.Tests.Queue;

/// <summary>Commands of one transaction, whose resources were read before the first of them.</summary>
public sealed class When_a_hold_changes_between_commands
{
    [Fact]
    public async Task Should_keep_the_next_from_what_was_set_aside()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var outcomes = await host.DecideTogetherAsync(Ask.Reserve("arm"), Ask.Lock(resource));

        Assert.Equal(ReservationStatus.Fulfilled, Assert.IsType<CreateReservationResult>(outcomes[0].Reply).Reservation.Status);
        Assert.Equal("held_for_reservation", Assert.IsType<CommandRejected>(outcomes[1].Reply).Code);
        Assert.Equal(ResourceStatus.Held, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_leave_the_next_what_was_given_up()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");

        var outcomes = await host.DecideTogetherAsync(Ask.Lock(resource), Ask.Cancel(made), Ask.Lock(resource));

        Assert.Equal("held_for_reservation", Assert.IsType<CommandRejected>(outcomes[0].Reply).Code);
        Assert.Equal(ReservationStatus.Cancelled, Assert.IsType<CancelReservationResult>(outcomes[1].Reply).Reservation.Status);
        Assert.Equal(resource.Id, Assert.Single(Assert.IsType<LockResourcesResult>(outcomes[2].Reply).Locks).ResourceId);
        Assert.Empty(await host.HeldForAsync(made));
    }

    [Fact]
    public async Task Should_be_given_up_in_the_transaction_that_set_it_aside()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var held = await host.LockAsync(resource);
        var other = await host.RegisterAsync("r2", "x86");
        var waiting = await host.ReserveAsync("arm");

        // The queue is planned before each lock.
        var outcomes = await host.DecideTogetherAsync(Ask.Unlock(held), Ask.Lock(other), Ask.Cancel(waiting), Ask.Lock(resource));

        Assert.NotNull(Assert.IsType<CancelReservationResult>(outcomes[2].Reply).Reservation.FulfilledAt);
        Assert.Equal(resource.Id, Assert.Single(Assert.IsType<LockResourcesResult>(outcomes[3].Reply).Locks).ResourceId);
        Assert.Empty(await host.HeldForAsync(waiting));
    }

    [Fact]
    public async Task Should_tell_whoever_unlocked_for_whom_it_is_held()
    {
        await using var host = await AllocatorHost.StartAsync();
        var held = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var other = await host.RegisterAsync("r2", "x86");
        var waiting = await host.ReserveAsync("arm");

        var outcomes = await host.DecideTogetherAsync(Ask.Unlock(held), Ask.TakeOut(other));

        var unlocked = Assert.IsType<UnlockResourceResult>(outcomes[0].Reply).Resource;
        Assert.Equal((ResourceStatus.Held, waiting.ReservationId), (unlocked.Status, unlocked.ReservationId!.Value));
    }

    [Fact]
    public async Task Should_hand_on_what_moved_from_one_who_waits_to_another()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("r1", "arm");
        var second = await host.LockAsync(await host.RegisterAsync("r2", "arm"));
        var gathers = await host.ReserveAsync("arm", quantity: 2);
        Assert.Equal([first.Id], await host.HeldForAsync(gathers));

        var outcomes = await host.DecideTogetherAsync(
            Ask.Lock(first), Ask.Reserve("arm", priority: 0, client: "urgent"), Ask.Lock(first), Ask.Unlock(second));

        var urgent = Assert.IsType<CreateReservationResult>(outcomes[1].Reply).Reservation;
        Assert.Equal((ReservationStatus.Fulfilled, first.Id), (urgent.Status, Assert.Single(urgent.ResourceIds)));
        Assert.Equal("held_for_reservation", Assert.IsType<CommandRejected>(outcomes[2].Reply).Code);
        Assert.Equal([second.ResourceId], await host.HeldForAsync(gathers));
        Assert.Equal(urgent.ReservationId, (await host.ResourceAsync(first.Id)).ReservationId);
    }
}

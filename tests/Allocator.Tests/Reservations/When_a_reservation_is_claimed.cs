namespace RentABot.Allocator.Tests.Reservations;

public sealed class When_a_reservation_is_claimed
{
    [Fact]
    public async Task Should_lock_what_is_set_aside()
    {
        await using var host = await AllocatorHost.StartAsync();
        var first = await host.RegisterAsync("r1", "arm");
        var second = await host.RegisterAsync("r2", "arm");
        var made = await host.ReserveAsync("arm", quantity: 2, client: "ci", ttl: 100);
        host.Clock.Advance(30);

        var claimed = await host.ClaimAsync(made);

        Assert.Equal((ReservationStatus.Claimed, host.Clock.Now), (claimed.Reservation.Status, claimed.Reservation.ClaimedAt));
        Assert.Equal([first.Id, second.Id], claimed.Locks.Select(l => l.ResourceId).Order());
        Assert.All(claimed.Locks, l => Assert.Equal(
            (ResourceStatus.Locked, "ci", made.ReservationId, host.Clock.Now.AddSeconds(100)),
            (l.Resource.Status, l.Resource.LockClientId, l.Resource.ReservationId, l.ExpiresAt)));
        Assert.Empty(await host.HeldForAsync(made));
    }

    [Fact]
    public async Task Should_put_what_the_client_said_about_it_on_the_locks()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var made = await host.DoAsync<CreateReservationResult>(Ask.Reserve("arm") with { Details = "job 12" });

        var claimed = await host.ClaimAsync(made.Reservation);

        Assert.Equal("job 12", claimed.Locks[0].Resource.LockDetails);
    }

    [Fact]
    public async Task Should_give_the_same_tokens_on_the_repeat()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 2; i++) await host.RegisterAsync($"r{i}", "arm");
        var made = await host.ReserveAsync("arm", quantity: 2);
        var first = await host.ClaimAsync(made);
        host.Clock.Advance(100);

        var again = await host.ClaimAsync(made);

        Assert.Equal(first.Locks.Select(l => (l.LockToken, l.FencingToken)), again.Locks.Select(l => (l.LockToken, l.FencingToken)));
        Assert.Equal(2, (await host.EventsAsync<LockAcquired>()).Count);
    }

    [Fact]
    public async Task Should_be_refused_while_it_waits()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var made = await host.ReserveAsync("arm");

        await host.RefusedAsync(Ask.Claim(made), 409, "not_fulfilled");

        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_be_refused_after_a_cancel_or_an_expiry()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var cancelled = await host.ReserveAsync("arm");
        await host.CancelAsync(cancelled);
        var expired = await host.ReserveAsync("arm");
        await host.SweepAfterAsync(60);

        await host.RefusedAsync(Ask.Claim(cancelled), 410, "reservation_cancelled");
        await host.RefusedAsync(Ask.Claim(expired), 410, "reservation_expired");
        await host.RefusedAsync(new ClaimReservation { ReservationId = Guid.NewGuid() }, 404, "reservation_not_found");
    }

    [Fact]
    public async Task Should_say_lost_once_one_of_its_locks_has_ended()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 2; i++) await host.RegisterAsync($"r{i}", "arm");
        var made = await host.ReserveAsync("arm", quantity: 2);
        var claimed = await host.ClaimAsync(made);
        await host.UnlockAsync(claimed.Locks[0]);

        await host.RefusedAsync(Ask.Claim(made), 410, "lock_lost");

        Assert.Equal(ReservationStatus.Claimed, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_say_lost_even_once_history_has_forgotten_the_ended_one()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 2; i++) await host.RegisterAsync($"r{i}", "arm");
        var made = await host.ReserveAsync("arm", quantity: 2);
        var claimed = await host.ClaimAsync(made);
        await host.UnlockAsync(claimed.Locks[0]);
        host.Clock.Advance(100);
        await host.DecideAsync(new RemoveHistory { OlderThan = 10 });

        await host.RefusedAsync(Ask.Claim(made), 410, "lock_lost");
    }

    [Fact]
    public async Task Should_say_lost_once_all_its_locks_have_ended()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        await host.UnlockAsync((await host.ClaimAsync(made)).Locks[0]);

        await host.RefusedAsync(Ask.Claim(made), 410, "lock_lost");

        Assert.Equal(ReservationStatus.Released, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_hand_on_each_resource_as_its_lock_is_released_and_end_with_the_last()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 2; i++) await host.RegisterAsync($"r{i}", "arm");
        var made = await host.ReserveAsync("arm", quantity: 2);
        var locks = (await host.ClaimAsync(made)).Locks;
        var next = await host.ReserveAsync("arm");

        await host.UnlockAsync(locks[0]);
        Assert.Equal([locks[0].ResourceId], (await host.ReservationAsync(next)).ResourceIds);
        Assert.Equal(ReservationStatus.Claimed, await host.StatusAsync(made));

        host.Clock.Advance(5);
        await host.UnlockAsync(locks[1]);
        var ended = await host.ReservationAsync(made);
        Assert.Equal((ReservationStatus.Released, host.Clock.Now, "all its locks have ended"), (ended.Status, ended.EndedAt, ended.Reason));
        Assert.Single(await host.EventsAsync<ReservationReleased>());
    }

    [Fact]
    public async Task Should_end_when_its_locks_expire_together()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 2; i++) await host.RegisterAsync($"r{i}", "arm");
        var made = await host.ReserveAsync("arm", quantity: 2, ttl: 10);
        await host.ClaimAsync(made);

        await host.SweepAfterAsync(10);

        Assert.Equal(ReservationStatus.Released, await host.StatusAsync(made));
        Assert.Single(await host.EventsAsync<ReservationReleased>());
    }

    [Fact]
    public async Task Should_not_live_beyond_a_maximum_that_was_lowered_meanwhile()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", 600, "arm");
        var made = await host.ReserveAsync("arm", ttl: 600);
        await host.DoAsync<UpdateResourceResult>(new UpdateResource { ResourceId = resource.Id, MaxLockDuration = 100 });

        var claimed = await host.ClaimAsync(made);

        Assert.Equal(host.Clock.Now.AddSeconds(100), claimed.Locks[0].ExpiresAt);
    }
}

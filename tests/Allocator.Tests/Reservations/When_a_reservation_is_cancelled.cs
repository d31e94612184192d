namespace RentABot.Allocator.Tests.Reservations;

public sealed class When_a_reservation_is_cancelled
{
    [Fact]
    public async Task Should_end_while_it_waits()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var made = await host.ReserveAsync("arm");

        var result = await host.DoAsync<CancelReservationResult>(Ask.Cancel(made) with { Reason = "no need" });

        Assert.Equal((ReservationStatus.Cancelled, "no need", host.Clock.Now),
            (result.Reservation.Status, result.Reservation.Reason, result.Reservation.EndedAt));
    }

    [Fact]
    public async Task Should_hand_on_what_was_set_aside()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var next = await host.ReserveAsync("arm");

        var cancelled = await host.CancelAsync(made);

        Assert.Empty(cancelled.ResourceIds);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(next));
    }

    [Fact]
    public async Task Should_accept_the_repeat_and_keep_the_first_reason()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        await host.CancelAsync(made);
        host.Clock.Advance(10);

        var again = await host.DoAsync<CancelReservationResult>(Ask.Cancel(made) with { Reason = "later" });

        Assert.Equal(("cancelled by tester", host.Clock.Now.AddSeconds(-10)), (again.Reservation.Reason, again.Reservation.EndedAt));
        Assert.Single(await host.EventsAsync<ReservationCancelled>());
    }

    [Fact]
    public async Task Should_be_refused_once_it_is_claimed_or_ended_otherwise()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var claimed = await host.ReserveAsync("arm");
        var running = (await host.ClaimAsync(claimed)).Locks[0];
        await host.RefusedAsync(Ask.Cancel(claimed), 409, "already_claimed");

        await host.UnlockAsync(running);
        await host.RefusedAsync(Ask.Cancel(claimed), 410, "reservation_released");

        var expired = await host.ReserveAsync("arm");
        await host.SweepAfterAsync(60);
        await host.RefusedAsync(Ask.Cancel(expired), 410, "reservation_expired");
        await host.RefusedAsync(new CancelReservation { ReservationId = Guid.NewGuid() }, 404, "reservation_not_found");
    }
}

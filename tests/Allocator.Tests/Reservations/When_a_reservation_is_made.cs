namespace RentABot.Allocator.Tests.Reservations;

public sealed class When_a_reservation_is_made
{
    [Fact]
    public async Task Should_be_fulfilled_in_the_answer_where_it_can_be_served_at_once()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var made = await host.ReserveAsync("arm", client: "ci", ttl: 100);

        Assert.Equal((ReservationStatus.Fulfilled, "ci", 100), (made.Status, made.ClientId, made.Ttl));
        Assert.Equal([resource.Id], made.ResourceIds);
        Assert.Equal((host.Clock.Now, host.Clock.Now), (made.CreatedAt, made.FulfilledAt));
        Assert.Equal(ResourceStatus.Held, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_tell_all_of_it_while_it_waits()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));

        var made = await host.DoAsync<CreateReservationResult>(new CreateReservation
        {
            Tags = ["arm", "arm"], Priority = 3, MaxWaitTime = 50, ClaimWindow = 20,
        });

        var reservation = made.Reservation;
        Assert.Equal(1, made.PositionInQueue);
        Assert.Equal((ReservationStatus.Pending, 3, 20, "tester"),
            (reservation.Status, reservation.Priority, reservation.ClaimWindow, reservation.ClientId));
        Assert.Equal(["arm"], reservation.Tags);
        Assert.Equal(host.Clock.Now.AddSeconds(50), reservation.ExpiresAt);
        Assert.Null(reservation.FulfilledAt);
        Assert.Empty(reservation.ResourceIds);
    }

    [Fact]
    public async Task Should_pick_as_a_lock_does()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm", "usb");
        await host.UnlockAsync(await host.LockAsync(await host.RegisterAsync("r2", "arm")));
        var fresh = await host.RegisterAsync("r3", "arm");

        Assert.Equal([fresh.Id], (await host.ReserveAsync("arm")).ResourceIds);
    }

    [Fact]
    public async Task Should_be_refused_where_more_are_asked_for_than_exist()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        await host.TakeOutAsync(await host.RegisterAsync("r2", "arm"));

        var rejected = await host.RefusedAsync(Ask.Reserve("arm", quantity: 3), 422, "never_satisfiable");

        Assert.Equal((3, 2), (rejected.Figures!["requested"], rejected.Figures["matching"]));
        Assert.Equal(ReservationStatus.Pending, (await host.ReserveAsync("arm", quantity: 2)).Status);
    }

    [Fact]
    public async Task Should_be_refused_where_the_ttl_is_above_what_the_resources_allow()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", 60, "arm");

        await host.RefusedAsync(Ask.Reserve("arm", ttl: 61), 422, "never_satisfiable");

        Assert.Equal(ReservationStatus.Fulfilled, (await host.ReserveAsync("arm", ttl: 60)).Status);
    }

    [Fact]
    public async Task Should_be_refused_where_nothing_matches()
    {
        await using var host = await AllocatorHost.StartAsync();

        await host.RefusedAsync(Ask.Reserve("arm"), 422, "never_satisfiable");
        await host.RefusedAsync(new CreateReservation { Name = "r1" }, 422, "never_satisfiable");
        await host.RefusedAsync(new CreateReservation { ResourceId = 1 }, 422, "never_satisfiable");
    }

    [Fact]
    public async Task Should_wait_for_what_may_come_where_that_is_allowed()
    {
        await using var host = await AllocatorHost.StartAsync();
        var made = await host.DoAsync<CreateReservationResult>(Ask.Reserve("arm", quantity: 2) with { AllowUnsatisfiable = true });
        Assert.Equal(1, made.PositionInQueue);

        await host.RegisterAsync("r1", "arm");
        await host.RegisterAsync("r2", "arm");

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(made.Reservation));
    }

    [Fact]
    public async Task Should_wait_for_what_satisfies_the_expression()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm", "broken");
        var wanted = await host.RegisterAsync("r2", "x86");
        var running = await host.LockAsync(wanted);
        var other = await host.DoAsync<CreateReservationResult>(Ask.Reserve("x86"));
        var made = await host.DoAsync<CreateReservationResult>(new CreateReservation { Expression = "(arm or x86) and not broken", Priority = 1 });
        var late = await host.DoAsync<CreateReservationResult>(new CreateReservation { Expression = "!arm && x86" });
        Assert.Equal((1, 1, 3), (other.PositionInQueue, made.PositionInQueue, late.PositionInQueue));

        await host.UnlockAsync(running);

        var granted = await host.ReservationAsync(made.Reservation);
        Assert.Equal((ReservationStatus.Fulfilled, "(arm or x86) and not broken"), (granted.Status, granted.Expression));
        Assert.Equal([wanted.Id], granted.ResourceIds);
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(other.Reservation));
        await host.RefusedAsync(new CreateReservation { Expression = "arm && !broken" }, 422, "never_satisfiable");
    }

    [Fact]
    public async Task Should_wait_for_one_resource_by_its_name_or_id()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var wanted = await host.RegisterAsync("r2", "arm");
        var running = await host.LockAsync(wanted);
        var byName = await host.DoAsync<CreateReservationResult>(new CreateReservation { Name = "r2" });
        var byId = await host.DoAsync<CreateReservationResult>(new CreateReservation { ResourceId = wanted.Id });

        await host.UnlockAsync(running);

        Assert.Equal([wanted.Id], (await host.ReservationAsync(byName.Reservation)).ResourceIds);
        Assert.Equal(2, byId.PositionInQueue);
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(byId.Reservation));
    }
}

namespace RentABot.Allocator.Tests.Writing;

public sealed class When_events_are_appended
{
    [Fact]
    public async Task Should_number_them_without_gaps_and_each_subject_from_one()
    {
        await using var host = await AllocatorHost.StartAsync();
        await LiveALittleAsync(host);

        var events = (await host.EventsAsync()).ConvertAll(EventRows.Read);

        Assert.True(events.Count > 15);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Sequence));
        Assert.Equal(events.Count, events.Select(e => e.EventId).Distinct().Count());
        var subjects = events.GroupBy(e => e is ReservationEvent r ? $"reservation {r.ReservationId}" : $"resource {((ResourceEvent)e).ResourceId}");
        Assert.All(subjects, s => Assert.Equal(Enumerable.Range(1, s.Count()), s.Select(e => e.Revision)));
    }

    [Fact]
    public async Task Should_keep_the_body_and_its_columns_the_same()
    {
        await using var host = await AllocatorHost.StartAsync();
        await LiveALittleAsync(host);

        Assert.All(await host.EventsAsync(), row =>
        {
            var told = EventRows.Read(row);
            Assert.Equal(row.Type, told.GetType().Name);
            Assert.Equal(
                (row.Sequence, row.EventId, row.OccurredAt, row.Actor, row.ClientId),
                (told.Sequence, told.EventId, told.OccurredAt, told.Actor, told.ClientId));
            Assert.Equal(row.ResourceId, (told as ResourceEvent)?.ResourceId);
            Assert.Equal(row.ReservationId, (told as ReservationEvent)?.ReservationId ?? (told as LockEvent)?.ReservationId);
        });
    }

    [Fact]
    public async Task Should_carry_the_new_state_with_the_events_own_revision()
    {
        await using var host = await AllocatorHost.StartAsync();
        await LiveALittleAsync(host);

        Assert.All((await host.EventsAsync()).Select(EventRows.Read), told => Assert.Equal(
            told.Revision, told is ReservationEvent r ? r.Reservation.Revision : ((ResourceEvent)told).Resource.Revision));
    }

    [Fact]
    public async Task Should_have_told_of_every_kind_of_event()
    {
        await using var host = await AllocatorHost.StartAsync();
        await LiveALittleAsync(host);

        var kinds = typeof(Event).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Event)) && !t.IsAbstract).Select(t => t.Name);

        Assert.Equal(kinds.Order(), (await host.EventsAsync()).Select(e => e.Type).Distinct().Order());
    }

    [Fact]
    public async Task Should_show_each_reservation_in_the_status_that_its_event_names()
    {
        await using var host = await AllocatorHost.StartAsync();
        await LiveALittleAsync(host);

        foreach (var told in (await host.EventsAsync()).Select(EventRows.Read).OfType<ReservationEvent>())
        {
            var expected = told is ReservationQueued ? "Pending" : told.GetType().Name["Reservation".Length..];
            Assert.Equal(expected, told.Reservation.Status.ToString());
        }
    }

    [Fact]
    public async Task Should_name_nobody_who_asked_for_what_the_queue_grants()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 10);
        var spare = await host.RegisterAsync("r2", "x86");
        await host.ReserveAsync("arm");
        host.Clock.Advance(10);

        await host.DoAsync<LockResourcesResult>(Ask.Lock(spare), actor: "somebody");

        Assert.Equal("rentabot", Assert.Single(await host.EventsAsync<ReservationFulfilled>()).Actor);
        Assert.Equal("somebody", (await host.EventsAsync<LockAcquired>())[^1].Actor);
    }

    [Fact]
    public async Task Should_never_go_back_in_time_when_the_clock_does()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        host.Clock.Advance(3600);
        var before = await host.LockAsync(resource, ttl: 10);

        host.Clock.Advance(-3600);
        await host.RegisterAsync("r2", "arm");
        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(resource));
        await host.RestartAsync();
        host.Clock.Advance(3609);
        await host.RegisterAsync("r3", "arm");
        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(resource));
        await host.SweepAfterAsync(1);

        var instants = (await host.EventsAsync()).Select(e => e.OccurredAt).ToList();
        Assert.Equal(instants.Order(), instants);
        Assert.Equal(before.ExpiresAt, Assert.Single(await host.EventsAsync<LockExpired>()).OccurredAt);
    }

    private static async Task LiveALittleAsync(AllocatorHost host)
    {
        var resource = await host.RegisterAsync("r1", "arm");
        var other = await host.RegisterAsync("r2", "x86");
        var granted = await host.LockAsync(resource, ttl: 1000);
        await host.DoAsync<ExtendLockResult>(Ask.ExtendBy(granted, 10));
        var waiter = await host.ReserveAsync("arm");
        await host.CancelAsync(await host.ReserveAsync("arm"));
        await host.ReserveAsync("x86", claimWindow: 5);
        await host.SweepAfterAsync(5);
        await host.TakeOutAsync(other);
        await host.BringBackAsync(other);
        await host.DoAsync<UpdateResourceResult>(new UpdateResource { ResourceId = other.Id, Description = "new" });
        await host.UnlockAsync(granted);
        await host.UnlockAsync((await host.ClaimAsync(waiter)).Locks[0]);
        await host.LockAsync(other, ttl: 400);
        await host.SweepAfterAsync(100);
        await host.SweepAfterAsync(300);
        await host.RefusedAsync(new RegisterResource { Name = "r1" }, 409, "name_taken");
        await host.DoAsync<RemoveResourceResult>(Ask.Remove(resource));
    }
}

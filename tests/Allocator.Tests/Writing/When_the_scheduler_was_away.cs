namespace RentABot.Allocator.Tests.Writing;

public sealed class When_the_scheduler_was_away
{
    [Fact]
    public async Task Should_carry_out_everything_that_is_due_once()
    {
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Locks:WarningPeriod"] = "10" });
        for (var i = 0; i < 20; i++) await host.LockAsync(await host.RegisterAsync($"expires{i}", "expiring"), ttl: 20 + i);
        for (var i = 0; i < 3; i++) await host.LockAsync(await host.RegisterAsync($"warned{i}", "warned"), ttl: 65);
        await host.LockAsync(await host.RegisterAsync("busy", "busy"));
        for (var i = 0; i < 5; i++) await host.ReserveAsync("busy", maxWaitTime: 30);
        await host.RegisterAsync("unclaimed", "unclaimed");
        await host.ReserveAsync("unclaimed", claimWindow: 40);
        await host.TakeOutAsync(await host.RegisterAsync("back", "back"), until: host.Clock.Now.AddSeconds(50));

        host.Clock.Advance(60);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.SweepAsync()));

        Assert.Equal(20, (await host.EventsAsync<LockExpired>()).Select(e => e.ResourceId).Distinct().Count());
        Assert.Equal(20, (await host.EventsAsync<LockExpired>()).Count);
        Assert.Equal(3, (await host.EventsAsync<LockExpiring>()).Count);
        Assert.Equal(6, (await host.EventsAsync<ReservationExpired>()).Count);
        Assert.Single(await host.EventsAsync<ResourceMarkedAvailable>());
    }

    [Fact]
    public async Task Should_serve_who_waited_when_it_was_due_before_a_newcomer_of_better_rank()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"), ttl: 10);
        var waiter = await host.ReserveAsync("arm", priority: 5);

        host.Clock.Advance(20);
        var newcomer = await host.ReserveAsync("arm", priority: 1);

        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
        Assert.Equal(ReservationStatus.Pending, newcomer.Status);
    }

    [Fact]
    public async Task Should_carry_out_more_than_one_slice_of_it()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.DoAsync<ImportResourcesResult>(new ImportResources
        {
            Resources = [.. Enumerable.Range(0, 501).Select(i => new ResourceDescription { Name = $"r{i}", Tags = ["arm"] })],
        });
        await host.DoAsync<LockResourcesResult>(Ask.Lock("arm", quantity: 501, ttl: 10));

        await host.SweepAfterAsync(10);

        Assert.Equal(501, (await host.EventsAsync<LockExpired>()).Count);
    }

    [Fact]
    public async Task Should_change_nothing_where_nothing_is_due()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var before = (await host.EventsAsync()).Count;

        foreach (var command in new object[]
        {
            new ExpireLock { LockIds = [Guid.NewGuid()] },
            new WarnLockExpiring { LockIds = [Guid.NewGuid()] },
            new ExpireReservation { ReservationIds = [Guid.NewGuid()] },
            new ExpireClaim { ReservationIds = [Guid.NewGuid()] },
            new BeginMaintenance { ResourceIds = [1] },
            new EndMaintenance { ResourceIds = [1] },
        })
        {
            Assert.Null((await host.DecideAsync(command)).Reply);
        }

        Assert.Equal(before, (await host.EventsAsync()).Count);
    }
}

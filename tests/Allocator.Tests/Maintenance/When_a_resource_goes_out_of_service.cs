namespace RentABot.Allocator.Tests.Maintenance;

public sealed class When_a_resource_goes_out_of_service
{
    [Fact]
    public async Task Should_show_why_since_when_and_until_when()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var until = host.Clock.Now.AddSeconds(60);

        var after = await host.TakeOutAsync(resource, "cable", until: until);

        Assert.Equal((ResourceStatus.Unavailable, true, "cable"), (after.Status, after.Unavailable, after.UnavailableReason));
        Assert.Equal((host.Clock.Now, until), (after.UnavailableSince, after.UnavailableUntil));
        Assert.Equal("tester", Assert.Single(await host.EventsAsync<ResourceMarkedUnavailable>()).Actor);
    }

    [Fact]
    public async Task Should_let_the_holder_go_on_and_nobody_after_until_it_is_back()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource);
        var waiter = await host.ReserveAsync("arm");

        var after = await host.TakeOutAsync(resource);
        Assert.Equal((ResourceStatus.Locked, true), (after.Status, after.Unavailable));
        await host.DoAsync<ExtendLockResult>(Ask.ExtendBy(granted, 10));

        await host.UnlockAsync(granted);
        Assert.Equal(ReservationStatus.Pending, await host.StatusAsync(waiter));
        await host.RefusedAsync(Ask.Lock(resource), 409, "resource_unavailable");

        await host.BringBackAsync(resource);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
    }

    [Fact]
    public async Task Should_update_reason_and_end_when_it_is_said_again()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource, "cable", until: host.Clock.Now.AddSeconds(60));
        var since = host.Clock.Now;
        host.Clock.Advance(10);

        var after = await host.TakeOutAsync(resource, "disk");

        Assert.Equal(("disk", since, null), (after.UnavailableReason, after.UnavailableSince, after.UnavailableUntil));
        await host.SweepAfterAsync(50);
        Assert.Equal(ResourceStatus.Unavailable, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_come_back_by_itself_at_its_end_and_not_before()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.TakeOutAsync(resource, until: host.Clock.Now.AddSeconds(60));

        await host.SweepAfterAsync(59);
        Assert.Equal(ResourceStatus.Unavailable, await host.StatusAsync(resource));

        await host.SweepAfterAsync(1);
        var back = await host.ResourceAsync(resource.Id);
        Assert.Equal((ResourceStatus.Available, null, null, null),
            (back.Status, back.UnavailableReason, back.UnavailableSince, back.UnavailableUntil));
        Assert.Equal("rentabot", Assert.Single(await host.EventsAsync<ResourceMarkedAvailable>()).Actor);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task Should_be_refused_an_end_that_is_not_in_the_future(int seconds)
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var rejected = await host.RefusedAsync(Ask.TakeOut(resource, until: host.Clock.Now.AddSeconds(seconds)), 422, "invalid");

        Assert.Equal(["until"], rejected.Errors!.Keys);
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_be_refused_where_there_is_no_such_resource()
    {
        await using var host = await AllocatorHost.StartAsync();

        await host.RefusedAsync(new MarkUnavailable { ResourceId = 9, Reason = "x" }, 404, "resource_not_found");
        await host.RefusedAsync(new MarkAvailable { ResourceId = 9 }, 404, "resource_not_found");
    }

    [Fact]
    public async Task Should_not_be_told_of_where_it_was_in_service_anyway()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var after = await host.BringBackAsync(resource);

        Assert.Equal(1, after.Revision);
        Assert.Empty(await host.EventsAsync<ResourceMarkedAvailable>());
    }
}

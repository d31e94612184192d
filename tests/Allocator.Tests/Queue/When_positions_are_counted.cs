namespace RentABot.Allocator.Tests.Queue;

public sealed class When_positions_are_counted
{
    [Fact]
    public async Task Should_count_only_those_that_compete_for_some_resource()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm", "usb"));
        await host.LockAsync(await host.RegisterAsync("r2", "x86"));
        await host.ReserveAsync("arm");
        await host.ReserveAsync("x86");

        var result = await host.DoAsync<CreateReservationResult>(Ask.Reserve("usb"));

        Assert.Equal(2, result.PositionInQueue);
    }

    [Fact]
    public async Task Should_count_by_rank()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var usual = await host.ReserveAsync("arm");

        var urgent = await host.DoAsync<CreateReservationResult>(Ask.Reserve("arm", priority: 1));

        Assert.Equal(1, urgent.PositionInQueue);
        Assert.Equal(2, await host.PositionAsync(usual));
    }

    [Fact]
    public async Task Should_not_count_one_that_is_served_at_once()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");

        var served = await host.DoAsync<CreateReservationResult>(Ask.Reserve("arm"));

        Assert.Null(served.PositionInQueue);
    }
}

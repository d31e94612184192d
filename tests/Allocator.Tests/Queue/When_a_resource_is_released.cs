using RentABot.Allocator.Tests.Support;
using RentABot.Contracts;

namespace RentABot.Allocator.Tests.Queue;

public sealed class When_a_resource_is_released
{
    [Fact]
    public async Task Should_grant_the_waiters_one_after_the_other()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var running = await host.LockAsync(resource);
        var first = await host.ReserveAsync("arm", client: "b");
        var second = await host.ReserveAsync("arm", client: "c");
        Assert.Equal(ReservationStatus.Pending, first.Status);

        await host.UnlockAsync(running);
        Assert.Equal(ReservationStatus.Fulfilled, (await host.ReservationAsync(first)).Status);
        Assert.Equal(ReservationStatus.Pending, (await host.ReservationAsync(second)).Status);

        var claimed = await host.DoAsync<ClaimReservationResult>(new ClaimReservation { ReservationId = first.ReservationId });
        await host.UnlockAsync(Assert.Single(claimed.Locks));
        Assert.Equal(ReservationStatus.Released, (await host.ReservationAsync(first)).Status);
        Assert.Equal(ReservationStatus.Fulfilled, (await host.ReservationAsync(second)).Status);
    }
}

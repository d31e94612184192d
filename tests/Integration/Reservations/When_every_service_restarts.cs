namespace RentABot.Integration.Reservations;

/// <summary>Case 1.</summary>
public sealed class When_every_service_restarts
{
    [Fact]
    public async Task Should_grant_those_who_wait_in_their_order()
    {
        await using var deployment = await Deployment.StartAsync();
        var client = deployment.Client();
        var resource = await client.RegisterAsync("board", "arm");
        var held = await client.LockAsync(resource, "A");
        var second = await client.ReserveAsync("arm", "B");
        var third = await client.ReserveAsync("arm", "C");
        Assert.Equal((1, 2), (second.PositionInQueue, third.PositionInQueue));

        await deployment.EndAllAsync();
        await deployment.HostAsync(allocators: 1, gateways: 1, schedulers: 1);
        client = deployment.Client();

        await client.UnlockAsync(held);
        var second2 = await client.ClaimAsync(second.ReservationId);
        Assert.Equal("pending", (await client.ReservationAsync(third.ReservationId)).Status);
        var secondLock = Assert.Single(second2.Locks!);
        Assert.True(secondLock.FencingToken > held.FencingToken);

        await client.UnlockAsync(secondLock);
        var thirdLock = Assert.Single((await client.ClaimAsync(third.ReservationId)).Locks!);
        Assert.Equal(("C", true), (thirdLock.Resource.LockClientId, thirdLock.FencingToken > secondLock.FencingToken));
        Assert.Equal("released", (await client.ReservationAsync(second.ReservationId)).Status);
    }
}

using System.Net;

namespace RentABot.Integration.Reservations;

/// <summary>Case 4.</summary>
public sealed class When_a_waiter_gathers(SharedDeployment shared)
{
    [Fact]
    public async Task Should_not_be_starved_by_those_who_ask_for_one()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var tag = Names.Unique("gather");
        var locks = new List<LockView>();
        for (var i = 0; i < 3; i++) locks.Add(await client.LockAsync(await client.RegisterAsync(Names.Unique(tag), tag)));

        var gatherer = await client.ReserveAsync(tag, "gatherer", quantity: 2);
        var newcomers = new List<ReservationView> { await client.ReserveAsync(tag, "newcomer") };

        await client.UnlockAsync(locks[0]);
        var held = await client.ResourceAsync(locks[0].ResourceId);
        Assert.Equal(("held", gatherer.ReservationId), (held.Status, held.ReservationId));
        (await client.TryLockAsync(held.Id)).ShouldBe(HttpStatusCode.Conflict, "held_for_reservation");
        newcomers.Add(await client.ReserveAsync(tag, "newcomer"));
        Assert.Equal("pending", (await client.ReservationAsync(gatherer.ReservationId)).Status);

        await client.UnlockAsync(locks[1]);
        var served = await client.ClaimAsync(gatherer.ReservationId);
        Assert.Equal([locks[0].ResourceId, locks[1].ResourceId], served.ResourceIds.Order());
        foreach (var newcomer in newcomers)
        {
            Assert.Equal("pending", (await client.ReservationAsync(newcomer.ReservationId)).Status);
        }

        await client.UnlockAsync(locks[2]);
        Assert.Equal("fulfilled", (await client.ReservationAsync(newcomers[0].ReservationId)).Status);
    }
}

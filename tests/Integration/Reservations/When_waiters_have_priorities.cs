namespace RentABot.Integration.Reservations;

/// <summary>Case 2.</summary>
public sealed class When_waiters_have_priorities(SharedDeployment shared)
{
    [Fact]
    public async Task Should_grant_them_in_rank_order_and_ties_by_arrival()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var tag = Names.Unique("priorities");
        var held = await client.LockAsync(await client.RegisterAsync(tag, tag));
        var waiters = new List<ReservationView>();
        foreach (var priority in (int[])[5, 5, 6, 1, 8, 1])
        {
            // Each arrives by another gateway than the one before.
            waiters.Add(await deployment.Client(waiters.Count).ReserveAsync(tag, priority: priority));
        }

        var granted = new List<int>();
        while (granted.Count < waiters.Count)
        {
            await client.UnlockAsync(held);
            var statuses = await Task.WhenAll(waiters.Select(waiter => client.ReservationAsync(waiter.ReservationId)));
            var next = Assert.Single(statuses, waiter => waiter.Status == "fulfilled");
            granted.Add(waiters.FindIndex(waiter => waiter.ReservationId == next.ReservationId));
            held = Assert.Single((await client.ClaimAsync(next.ReservationId)).Locks!);
        }

        Assert.Equal([3, 5, 0, 1, 2, 4], granted);
    }
}

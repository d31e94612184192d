using System.Net;

namespace RentABot.Integration.Recovery;

/// <summary>Reservations in every state that they can leave.</summary>
internal static class ReservationSituations
{
    public static async Task<Func<RestClient, Task>> GathersAsync(RestClient before, Plan plan)
    {
        var free = await before.RegisterAsync("gathered", "gathers");
        var busy = await before.RegisterAsync("still-locked", "gathers");
        var held = await before.LockAsync(busy, ttl: Plan.Long);
        var gatherer = await before.ReserveAsync("gathers", quantity: 2);
        Assert.Equal("pending", gatherer.Status);
        plan.Expect("ReservationFulfilled", $"reservation_id={gatherer.ReservationId}");
        return async after =>
        {
            Assert.Equal(("held", gatherer.ReservationId), ((await after.ResourceAsync(free.Id)).Status, (await after.ResourceAsync(free.Id)).ReservationId));
            (await after.TryLockAsync(free.Id)).ShouldBe(HttpStatusCode.Conflict, "held_for_reservation");
            await after.UnlockAsync(held);
            var locks = (await after.ClaimAsync(gatherer.ReservationId)).Locks!;
            Assert.Equal([free.Id, busy.Id], locks.Select(granted => granted.ResourceId).Order());
        };
    }

    public static async Task<Func<RestClient, Task>> IsFulfilledAsync(RestClient before, Plan plan)
    {
        var resource = await before.RegisterAsync("is-fulfilled", "is-fulfilled");
        var fulfilled = await before.ReserveAsync("is-fulfilled", claimWindow: Plan.Long);
        Assert.Equal("fulfilled", fulfilled.Status);
        plan.Expect("ReservationFulfilled", $"reservation_id={fulfilled.ReservationId}");
        plan.Expect("ReservationClaimed", $"reservation_id={fulfilled.ReservationId}");
        return async after =>
        {
            var now = await after.ReservationAsync(fulfilled.ReservationId);
            Assert.Equal(("fulfilled", fulfilled.ClaimExpiresAt), (now.Status, now.ClaimExpiresAt));
            Assert.Equal(resource.Id, Assert.Single((await after.ClaimAsync(fulfilled.ReservationId)).Locks!).ResourceId);
        };
    }

    public static async Task<Func<RestClient, Task>> IsClaimedAsync(RestClient before, Plan plan)
    {
        await before.RegisterAsync("is-claimed", "is-claimed");
        var reservation = await before.ReserveAsync("is-claimed");
        var claimed = Assert.Single((await before.ClaimAsync(reservation.ReservationId)).Locks!);
        plan.Fencing.Add(claimed.FencingToken);
        plan.Expect("ReservationClaimed", $"reservation_id={reservation.ReservationId}");
        plan.Expect("ReservationReleased", $"reservation_id={reservation.ReservationId}");
        return async after =>
        {
            var again = Assert.Single((await after.ClaimAsync(reservation.ReservationId)).Locks!);
            Assert.Equal((claimed.LockToken, claimed.FencingToken, claimed.ExpiresAt), (again.LockToken, again.FencingToken, again.ExpiresAt));
            await after.UnlockAsync(claimed);
            Assert.Equal("released", (await after.ReservationAsync(reservation.ReservationId)).Status);
        };
    }

    public static async Task<Func<RestClient, Task>> IsNotClaimedInTimeAsync(RestClient before, Plan plan)
    {
        var resource = await before.RegisterAsync("is-not-claimed", "is-not-claimed");
        var late = await before.ReserveAsync("is-not-claimed", claimWindow: Plan.Short);
        var second = await before.ReserveAsync("is-not-claimed", priority: 8);
        var first = await before.ReserveAsync("is-not-claimed", priority: 3);
        plan.Due(late.ClaimExpiresAt!.Value, "ReservationExpired", $"reservation_id={late.ReservationId}");
        plan.Expect("ReservationFulfilled", $"reservation_id={first.ReservationId}");
        return async after =>
        {
            await after.BecomesAsync(late, "expired");
            Assert.Equal("fulfilled", (await after.ReservationAsync(first.ReservationId)).Status);
            Assert.Equal("pending", (await after.ReservationAsync(second.ReservationId)).Status);
            (await after.TryClaimAsync(late.ReservationId)).ShouldBe(HttpStatusCode.Gone, "reservation_expired");
            Assert.Equal(resource.Id, Assert.Single((await after.ClaimAsync(first.ReservationId)).Locks!).ResourceId);
        };
    }

    public static async Task<Func<RestClient, Task>> HasWaitedEnoughAsync(RestClient before, Plan plan)
    {
        await before.LockAsync(await before.RegisterAsync("has-waited-enough", "has-waited-enough"), ttl: Plan.Long);
        var impatient = await before.ReserveAsync("has-waited-enough", priority: 1, maxWaitTime: Plan.Short);
        var patient = await before.ReserveAsync("has-waited-enough");
        plan.Due(impatient.ExpiresAt, "ReservationExpired", $"reservation_id={impatient.ReservationId}");
        return async after =>
        {
            await after.BecomesAsync(impatient, "expired");
            (await after.TryClaimAsync(impatient.ReservationId)).ShouldBe(HttpStatusCode.Gone, "reservation_expired");
            Assert.Equal(1, (await after.ReservationAsync(patient.ReservationId)).PositionInQueue);
        };
    }

    public static Task BecomesAsync(this RestClient client, ReservationView reservation, string status) => Eventually.HoldsAsync(
        async () => (await client.ReservationAsync(reservation.ReservationId)).Status == status, TimeSpan.FromSeconds(30), $"it is {status}");
}

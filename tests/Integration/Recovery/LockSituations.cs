using System.Net;
using System.Text.Json;

namespace RentABot.Integration.Recovery;

/// <summary>Locks that run on, that end meanwhile, and that others wait for.</summary>
internal static class LockSituations
{
    /// <summary>A second longer than the warning period: whoever asks for less needs no warning.</summary>
    private const int AboutToExpire = 301;

    public static async Task<Func<RestClient, Task>> RunsOnAsync(RestClient before, Plan plan)
    {
        var held = await LockAsync(before, plan, await before.RegisterAsync("runs-on"), Plan.Long);
        plan.Expect("LockReleased", $"resource_id={held.ResourceId}");
        return async after =>
        {
            var resource = await after.ResourceAsync(held.ResourceId);
            Assert.Equal(("locked", held.FencingToken, held.ExpiresAt), (resource.Status, resource.FencingToken, resource.LockExpiresAt));
            await after.UnlockAsync(held);
            Assert.Equal("available", (await after.ResourceAsync(held.ResourceId)).Status);
        };
    }

    public static async Task<Func<RestClient, Task>> IsAboutToExpireAsync(RestClient before, Plan plan)
    {
        var held = await LockAsync(before, plan, await before.RegisterAsync("about-to-expire"), AboutToExpire);
        var events = $"audit?event_type=LockExpiring&resource_id={held.ResourceId}";
        await Eventually.HoldsAsync(
            async () => (await before.GetAsync(events)).Json.GetProperty("audit").GetArrayLength() == 1, TimeSpan.FromSeconds(20), "its holder is warned");
        plan.Expect("LockExpiring", $"resource_id={held.ResourceId}");
        return async after =>
        {
            Assert.True((await after.GetAsync($"resources/{held.ResourceId}")).Json.GetProperty("lock_expiring").GetBoolean());
            var extended = await after.PostAsync($"resources/{held.ResourceId}/extend", new { lock_token = held.LockToken, additional_ttl = 1 });
            Assert.Equal(held.ExpiresAt.AddSeconds(1), extended.As<JsonElement>().GetProperty("expires_at").GetDateTimeOffset());
        };
    }

    public static async Task<Func<RestClient, Task>> HasAQueueAsync(RestClient before, Plan plan)
    {
        var held = await LockAsync(before, plan, await before.RegisterAsync("has-a-queue", "has-a-queue"), Plan.Long);
        var second = await before.ReserveAsync("has-a-queue", priority: 5);
        var first = await before.ReserveAsync("has-a-queue", priority: 1);
        plan.Expect("ReservationFulfilled", $"reservation_id={first.ReservationId}");
        return async after =>
        {
            Assert.Equal(("pending", 1), await StandingAsync(after, first));
            Assert.Equal(("pending", 2), await StandingAsync(after, second));
            await after.UnlockAsync(held);
            Assert.Equal(("fulfilled", null), await StandingAsync(after, first));
            Assert.Equal(("pending", 1), await StandingAsync(after, second));
        };
    }

    public static async Task<Func<RestClient, Task>> EndsAsync(RestClient before, Plan plan)
    {
        var resource = await before.RegisterAsync("ends");
        var held = await LockAsync(before, plan, resource, Plan.Short);
        plan.Due(held.ExpiresAt, "LockExpired", $"resource_id={resource.Id}");
        return async after =>
        {
            (await after.TryUnlockAsync(held)).ShouldBe(HttpStatusCode.Gone, "lock_lost");
            (await after.PostAsync($"resources/{resource.Id}/extend", new { lock_token = held.LockToken, ttl = 60 }))
                .ShouldBe(HttpStatusCode.Gone, "lock_lost");
            var next = await after.LockAsync(resource);
            Assert.All(plan.Fencing, earlier => Assert.True(next.FencingToken > earlier, $"{next.FencingToken} after {earlier}"));
        };
    }

    public static async Task<Func<RestClient, Task>> EndsForTheNextAsync(RestClient before, Plan plan)
    {
        var held = await LockAsync(before, plan, await before.RegisterAsync("ends-for-the-next", "ends-for-the-next"), Plan.Short);
        var second = await before.ReserveAsync("ends-for-the-next", priority: 9);
        var first = await before.ReserveAsync("ends-for-the-next", priority: 2);
        plan.Due(held.ExpiresAt, "LockExpired", $"resource_id={held.ResourceId}");
        plan.Expect("ReservationFulfilled", $"reservation_id={first.ReservationId}");
        return async after =>
        {
            await after.BecomesAsync(first, "fulfilled");
            Assert.Equal(("pending", 1), await StandingAsync(after, second));
            (await after.TryUnlockAsync(held)).ShouldBe(HttpStatusCode.Gone, "lock_lost");
        };
    }

    public static async Task<Func<RestClient, Task>> IsRepeatedAsync(RestClient before, Plan plan)
    {
        var resource = await before.RegisterAsync("is-repeated");
        var key = Names.Unique("key");
        var held = (await before.TryLockAsync(resource.Id, ttl: Plan.Long, key: key)).As<LockView>();
        plan.Fencing.Add(held.FencingToken);
        plan.Expect("LockAcquired", $"resource_id={resource.Id}");
        return async after =>
        {
            var again = await after.TryLockAsync(resource.Id, ttl: Plan.Long, key: key);
            Assert.Equal((held.LockToken, held.FencingToken), (again.As<LockView>().LockToken, again.As<LockView>().FencingToken));
            Assert.True(again.Replayed);
        };
    }

    public static async Task<Func<RestClient, Task>> IsRepeatedTooLateAsync(RestClient before, Plan plan)
    {
        var resource = await before.RegisterAsync("is-repeated-too-late");
        var key = Names.Unique("key");
        var held = (await before.TryLockAsync(resource.Id, ttl: Plan.Short, key: key)).As<LockView>();
        plan.Fencing.Add(held.FencingToken);
        plan.Due(held.ExpiresAt, "LockExpired", $"resource_id={resource.Id}");
        return async after => (await after.TryLockAsync(resource.Id, ttl: Plan.Short, key: key)).ShouldBe(HttpStatusCode.Gone, "lock_lost");
    }

    private static async Task<LockView> LockAsync(RestClient before, Plan plan, ResourceView resource, int ttl)
    {
        var held = await before.LockAsync(resource, ttl: ttl);
        plan.Fencing.Add(held.FencingToken);
        plan.Expect("LockAcquired", $"resource_id={resource.Id}&to={held.AcquiredAt.AddMilliseconds(1):yyyy-MM-ddTHH:mm:ss.fffZ}");
        return held;
    }

    private static async Task<(string Status, int? Position)> StandingAsync(RestClient client, ReservationView reservation)
    {
        var now = await client.ReservationAsync(reservation.ReservationId);
        return (now.Status, now.PositionInQueue);
    }
}

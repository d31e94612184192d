using System.Net;
using System.Text.Json;

namespace RentABot.Integration.Recovery;

/// <summary>Windows of maintenance that run, end, begin, or are still to come.</summary>
internal static class MaintenanceSituations
{
    public static async Task<Func<RestClient, Task>> HasNoEndAsync(RestClient before, Plan plan)
    {
        var resource = await TakeOutAsync(before, "has-no-end", from: null, until: null);
        plan.Expect("ResourceMarkedUnavailable", $"resource_id={resource.Id}");
        return async after => (await after.TryLockAsync(resource.Id)).ShouldBe(HttpStatusCode.Conflict, "resource_unavailable");
    }

    public static async Task<Func<RestClient, Task>> IsStillToComeAsync(RestClient before, Plan plan)
    {
        var from = await plan.InAsync(Plan.Long);
        var resource = await TakeOutAsync(before, "is-still-to-come", from, from.AddHours(1));
        return async after =>
        {
            var now = (await after.GetAsync($"resources/{resource.Id}")).Json;
            Assert.Equal(("available", from), (now.GetProperty("status").GetString(), now.GetProperty("unavailable_from").GetDateTimeOffset()));
            await after.LockAsync(resource);
        };
    }

    public static async Task<Func<RestClient, Task>> EndsAsync(RestClient before, Plan plan)
    {
        var until = await plan.InAsync(Plan.Short);
        var resource = await TakeOutAsync(before, "maintenance-ends", from: null, until, "maintenance-ends");
        var waiter = await before.ReserveAsync("maintenance-ends");
        Assert.Equal("pending", waiter.Status);
        plan.Due(until, "ResourceMarkedAvailable", $"resource_id={resource.Id}");
        plan.Expect("ReservationFulfilled", $"reservation_id={waiter.ReservationId}");
        return async after =>
        {
            await after.BecomesAsync(waiter, "fulfilled");
            Assert.False((await after.ResourceAsync(resource.Id)).Unavailable);
            await after.ClaimAsync(waiter.ReservationId);
        };
    }

    public static async Task<Func<RestClient, Task>> BeginsAsync(RestClient before, Plan plan)
    {
        var from = await plan.InAsync(Plan.Short);
        var until = from.AddHours(1);
        var resource = await TakeOutAsync(before, "maintenance-begins", from, until);
        var held = await before.LockAsync(resource, ttl: Plan.Long);
        plan.Fencing.Add(held.FencingToken);
        plan.Due(from, "ResourceMarkedUnavailable", $"resource_id={resource.Id}");
        return async after =>
        {
            await Eventually.HoldsAsync(
                async () => (await after.ResourceAsync(resource.Id)).Unavailable, TimeSpan.FromSeconds(30), "the window has begun");
            var now = await after.ResourceAsync(resource.Id);
            Assert.Equal(("locked", until, held.FencingToken), (now.Status, now.UnavailableUntil, now.FencingToken));
            await after.UnlockAsync(held);
            (await after.TryLockAsync(resource.Id)).ShouldBe(HttpStatusCode.Conflict, "resource_unavailable");
        };
    }

    private static async Task<ResourceView> TakeOutAsync(
        RestClient client, string name, DateTimeOffset? from, DateTimeOffset? until, params string[] tags)
    {
        var resource = await client.RegisterAsync(name, tags);
        (await client.PostAsync($"resources/{resource.Id}/unavailable", new { reason = "firmware", from, until })).As<JsonElement>();
        return resource;
    }
}

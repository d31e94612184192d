using System.Text.Json;

namespace RentABot.Integration.Support;

/// <summary>Clients that do everything there is, so that events of all kinds mix.</summary>
internal static class Mix
{
    private const int Workers = 8;

    /// <summary>About 17 events a cycle. Every call must succeed.</summary>
    public static Task RunAsync(Func<int, RestClient> client, int cycles) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(async worker =>
        {
            for (var cycle = 0; cycle < cycles; cycle++) await CycleAsync(client(worker));
        }));

    private static async Task CycleAsync(RestClient client)
    {
        var tag = Names.Unique("mix");
        var resource = await client.RegisterAsync(tag, tag);
        Ok(await client.SendAsync(HttpMethod.Patch, $"resources/{resource.Id}", new { description = "mixed" }));
        var held = await client.LockAsync(resource);
        Ok(await client.PostAsync($"resources/{resource.Id}/extend", new { lock_token = held.LockToken, additional_ttl = 10 }));
        var first = await client.ReserveAsync(tag, "first");
        var second = await client.ReserveAsync(tag, "second");
        await client.ReserveAsync(tag, "third", priority: 10, maxWaitTime: 1);
        await client.UnlockAsync(held);
        var claimed = await client.ClaimAsync(first.ReservationId);
        Assert.Equal("", (await client.SendAsync(HttpMethod.Delete, $"reservations/{second.ReservationId}")).Raw);
        Ok(await client.PostAsync($"resources/{resource.Id}/unavailable", new { reason = "mixed" }));
        Ok(await client.PostAsync($"resources/{resource.Id}/available"));
        await client.UnlockAsync(Assert.Single(claimed.Locks!));
        await client.PostAsync($"resources/{resource.Id}/lock", new { ttl = 1 });
        await client.SendAsync(HttpMethod.Delete, $"resources/{resource.Id}?force=true");
    }

    private static void Ok(RestAnswer answer) => answer.As<JsonElement>();
}

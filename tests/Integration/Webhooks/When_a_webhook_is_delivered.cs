using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RentABot.Integration.Webhooks;

public sealed class When_a_webhook_is_delivered
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly (string Key, string Value)[] Settings =
        [("Webhooks:Keys:0", "integration-tests-seal-their-secrets-with-this"), ("Webhooks:Targets:0", "127.0.0.1")];

    [Fact]
    public async Task Should_come_signed_and_in_order_after_failures_and_a_restart()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var deployment = await Deployment.CreateAsync();
        await deployment.HostAsync(allocators: 1);
        await deployment.HostAsync(ServiceKind.Gateway, null, Settings);
        var scheduler = await deployment.HostAsync(ServiceKind.Scheduler, null, Settings);
        var client = deployment.Client();
        var webhook = (await client.PostAsync("webhooks", new { url = receiver.Url, types = new[] { "LockAcquired", "LockReleased" }, tags = new[] { "hooked" } }))
            .As<JsonElement>();
        ResourceView[] resources = [await client.RegisterAsync("board-1", "hooked"), await client.RegisterAsync("board-2", "hooked")];
        await client.UnlockAsync(await client.LockAsync(await client.RegisterAsync("another")));

        AnswerStatus(receiver, 503);
        await UseAsync(client, resources);
        await Eventually.HoldsAsync(() => receiver.Calls.Count >= resources.Length, Patience, "each resource's first was attempted");
        await deployment.EndAsync(scheduler);
        var refused = receiver.Calls;
        AnswerStatus(receiver, 204);
        await UseAsync(client, resources);
        await deployment.HostAsync(ServiceKind.Scheduler, null, Settings);

        var path = $"webhooks/{webhook.GetProperty("id").GetString()}/deliveries?status=delivered";
        await Eventually.HoldsAsync(
            async () => (await client.GetAsync(path)).As<JsonElement>().GetProperty("total").GetInt32() == 4 * resources.Length, Patience, "all were delivered");
        var taken = receiver.Calls.Skip(refused.Count).ToList();
        foreach (var resource in resources)
        {
            var events = await deployment.Database.ListAsync<Guid>(
                $"SELECT event_id FROM events WHERE resource_id = {resource.Id} AND type LIKE 'Lock%' ORDER BY sequence");
            Assert.Equal(events, taken.Where(call => IsAbout(call, resource)).Select(call => Guid.Parse(call.Id)));

            // The first, and none that comes after it.
            Assert.Equal([events[0]], refused.Where(call => IsAbout(call, resource)).Select(call => Guid.Parse(call.Id)).Distinct());
        }

        Assert.Equal(4 * resources.Length, taken.Count);
        var secret = webhook.GetProperty("secret").GetString()!;
        Assert.All(receiver.Calls, call => Assert.Equal(SignatureOf(call, secret), call.Headers["webhook-signature"]));
    }

    private static void AnswerStatus(Receiver receiver, int status) => receiver.Answer = (call, context) =>
    {
        Secrets.Search("webhook", call.Body);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task UseAsync(RestClient client, ResourceView[] resources)
    {
        foreach (var resource in resources) await client.UnlockAsync(await client.LockAsync(resource));
    }

    private static bool IsAbout(Receiver.Call call, ResourceView resource) =>
        JsonElement.Parse(call.Body).GetProperty("subject").GetString() == $"resources/{resource.Id}";

    /// <summary>As https://www.standardwebhooks.com has it.</summary>
    private static string SignatureOf(Receiver.Call call, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{call.Id}.{call.Headers["webhook-timestamp"]}.{call.Body}")));
    }
}

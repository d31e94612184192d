using System.Text;

namespace RentABot.Integration.Bus;

/// <summary>Case 35.</summary>
public sealed class When_a_message_is_malformed
{
    private const string ErrorQueue = "rentabot-lock-resources_error";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_put_it_aside_and_serve_the_next_one()
    {
        await using var deployment = await Deployment.CreateAsync();
        await deployment.HostAsync(allocators: 1);
        await using var bus = await deployment.ConnectAsync();
        var id = await bus.RegisterAsync("board");
        string[] malformed = ["{", "not json at all", "[1, 2]", """{"resourceId": "one"}""", """{"tags": {"a": 1}}"""];

        for (var sent = 0; sent < malformed.Length; sent++)
        {
            await bus.PublishAsync("LockResources", Encoding.UTF8.GetBytes(malformed[sent]), new BusEnvelope());
            await Eventually.HoldsAsync(async () => await bus.CountAsync(ErrorQueue) == sent + 1, Soon, $"'{malformed[sent]}' is in the error queue");
        }

        await bus.LockAsync(id);
        Assert.Equal(0u, await bus.CountAsync("rentabot-lock-resources"));
        Assert.Equal("already_locked", (await bus.AskAsync("LockResources", new { resourceId = id })).Code);
    }
}

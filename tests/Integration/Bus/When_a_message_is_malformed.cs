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
        string[] malformed = ["{", "not json at all", "", "[1, 2]", """{"resourceId": "one"}""", """{"tags": {"a": 1}}"""];

        foreach (var body in malformed) await bus.PublishAsync("LockResources", Encoding.UTF8.GetBytes(body), new BusEnvelope());
        await bus.LockAsync(id);

        await Eventually.HoldsAsync(
            async () => await bus.CountAsync(ErrorQueue) == malformed.Length, Soon, "every malformed message is in the error queue");
        Assert.Equal(0u, await bus.CountAsync("rentabot-lock-resources"));
        Assert.Equal("already_locked", (await bus.AskAsync("LockResources", new { resourceId = id })).Code);
    }
}

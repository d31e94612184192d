using RentABot.Contracts;
using RentABot.Hosting;

namespace RentABot.Integration.Faults;

/// <summary>An endpoint of the bus may be stuck for ever, and only a new process frees it.</summary>
public sealed class When_a_bus_does_not_come_back
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Should_end_with_code_3_while_the_broker_answers()
    {
        await using var deployment = await Deployment.CreateAsync();
        await using var broker = await Amqp.ConnectAsync(deployment.Broker);
        await using var channel = await broker.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);

        // Not as the service declares it: that endpoint never gets ready.
        var queue = QueueNames.ForCommand(typeof(LockResources));
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: TestContext.Current.CancellationToken);

        var process = deployment.Launch(ServiceKind.Allocator, ("RabbitMq:StuckTimeout", "5"));

        Assert.Equal(3, await process.EndAsync(Patience));
        var said = Assert.Single(process.Output, line => line.Contains("the bus has not come back; still waiting: ", StringComparison.Ordinal));
        Assert.Contains(queue, said, StringComparison.Ordinal);
        Assert.Contains(process.Output, line => line.Contains($"The broker refuses the queue {queue}: PRECONDITION_FAILED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_wait_while_the_broker_does_not_answer()
    {
        await using var deployment = await Deployment.CreateAsync();
        var nowhere = new UriBuilder(deployment.Broker) { Port = FreePort.Find() }.Uri;
        var process = deployment.Launch(ServiceKind.Scheduler, ("RabbitMq:StuckTimeout", "1"), ("RabbitMq:Url", nowhere.AbsoluteUri));

        await Eventually.HoldsAsync(
            () => process.Output.Count(line => line.Contains("Connection Failed", StringComparison.Ordinal)) > 3,
            Patience,
            "it has tried for longer than it waits for a bus that is stuck");

        Assert.False(process.HasExited);
    }
}

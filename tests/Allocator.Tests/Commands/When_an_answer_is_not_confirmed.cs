using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Tests.Logs;

namespace RentABot.Allocator.Tests.Commands;

public sealed class When_an_answer_is_not_confirmed
{
    [Fact]
    public async Task Should_take_the_command_as_done_and_say_so()
    {
        using var log = new ScopeKeeper();
        var end = new End();
        await using var host = await AllocatorHost.StartAsync(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddSingleton<IConfigureReceiveEndpoint, NeverConfirmed>();
            services.AddSingleton(provider =>
                new Answering(provider.GetRequiredService<ILogger<Answering>>()) { Patience = TimeSpan.FromMilliseconds(100) });
        });
        var bus = host.Services.GetRequiredService<IBus>();
        bus.ConnectConsumeMessageObserver(end);

        await bus.Publish(
            new RegisterResource { Name = "r1" },
            context => context.ResponseAddress = new Uri("queue:whoever-asked"),
            TestContext.Current.CancellationToken);

        Assert.Null(await end.Reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Single(await host.EventsAsync());
        Assert.Single(log.Lines, line => line.Text.Contains("did not confirm the answer", StringComparison.Ordinal));
    }

    /// <summary>What is sent waits until its sender gives up.</summary>
    private sealed class NeverConfirmed : IConfigureReceiveEndpoint
    {
        public void Configure(string name, IReceiveEndpointConfigurator configurator) => configurator.ConfigureSend(pipe =>
            pipe.UseExecuteAsync(context => Task.Delay(Timeout.Infinite, context.CancellationToken)));
    }

    /// <summary>Of the first try to consume the command: null, or why it failed.</summary>
    private sealed class End : IConsumeMessageObserver<RegisterResource>
    {
        private readonly TaskCompletionSource<Exception?> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Exception?> Reached => _reached.Task;

        public Task PreConsume(ConsumeContext<RegisterResource> context) => Task.CompletedTask;

        public Task PostConsume(ConsumeContext<RegisterResource> context)
        {
            _reached.TrySetResult(null);
            return Task.CompletedTask;
        }

        public Task ConsumeFault(ConsumeContext<RegisterResource> context, Exception exception)
        {
            _reached.TrySetResult(exception);
            return Task.CompletedTask;
        }
    }
}

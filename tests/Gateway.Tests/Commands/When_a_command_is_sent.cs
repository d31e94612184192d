using System.Globalization;
using MassTransit;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Commands;

public sealed class When_a_command_is_sent : GatewayTest
{
    [Fact]
    public async Task Should_say_who_asks()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/1/lock", null, ("User-Agent", "curl/8"));
        var received = Allocator.Last<LockResources>();
        Assert.Equal("anonymous", received.Header(CommandHeaders.Actor));
        Assert.Equal("admin", received.Header(CommandHeaders.Role));
        Assert.Equal("curl/8", received.Header(CommandHeaders.UserAgent));
        Assert.Null(received.Header(CommandHeaders.IdempotencyKey));
    }

    [Fact]
    public async Task Should_cut_a_long_user_agent()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/1/lock", null, ("User-Agent", new string('x', 2000)));
        Assert.Equal(new string('x', 200), Allocator.Last<LockResources>().Header(CommandHeaders.UserAgent));
    }

    [Fact]
    public async Task Should_give_it_an_id_and_a_time_to_live()
    {
        var lives = new Lives();
        Host.Bus.ConnectPublishObserver(lives);
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/1/lock");
        await Client.PostAsync("resources/1/lock");
        var received = Allocator.Last<LockResources>();
        Assert.NotEqual(Guid.Empty, received.Id);
        Assert.NotNull(received.Id);
        Assert.Equal(2, Allocator.All<LockResources>().Count);
        Assert.Equal(TimeSpan.FromSeconds(10), lives.TimeToLive);
    }

    [Fact]
    public async Task Should_say_by_the_databases_clock_until_when_an_answer_is_of_use()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/1/lock");
        var text = Allocator.Last<LockResources>().Header(CommandHeaders.AnswerBy)!;
        var answerBy = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        Assert.EndsWith("Z", text, StringComparison.Ordinal);
        Assert.InRange(answerBy, MovableClock.Noon.AddSeconds(10), MovableClock.Noon.AddSeconds(70));
    }

    [Fact]
    public async Task Should_not_need_the_right_time_on_this_machine()
    {
        await using var other = await new GatewayHost { Clock = { Now = MovableClock.Noon.AddYears(-20) } }.StartAsync([], null);
        other.Allocator.On<LockResources>(_ => Samples.Locks(1));
        await other.Client.PostAsync("resources/1/lock");
        Assert.StartsWith("2010-", other.Allocator.Last<LockResources>().Header(CommandHeaders.AnswerBy), StringComparison.Ordinal);
    }

    private sealed class Lives : IPublishObserver
    {
        public TimeSpan? TimeToLive { get; private set; }

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            TimeToLive = context.TimeToLive;
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}

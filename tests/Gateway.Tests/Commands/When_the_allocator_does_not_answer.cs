using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Commands;

public sealed class When_the_allocator_does_not_answer : GatewayTest
{
    protected override string[] Settings => ["Gateway:AnswerTimeout=00:00:00.2"];

    [Fact]
    public async Task Should_answer_503_and_when_to_come_back()
    {
        using var response = await Client.PostAsync("resources/1/lock");
        await response.ProblemAsync(503, "allocator_unavailable");
        Assert.NotNull(response.Header("Retry-After"));
    }

    [Fact]
    public async Task Should_abandon_the_command()
    {
        await Client.PostAsync("resources/1/lock").ProblemAsync(503, "allocator_unavailable");
        await Allocator.GetsAsync<AbandonCommand>();
        Assert.Equal(Allocator.Last<LockResources>().Id, Allocator.Only<AbandonCommand>().CommandId);
        Assert.Equal("anonymous", Allocator.Last<AbandonCommand>().Header(CommandHeaders.Actor));
    }

    [Fact]
    public async Task Should_not_abandon_what_can_be_asked_for_again()
    {
        await Client.PostAsync("resources/1/lock", null, ("Idempotency-Key", "k")).ProblemAsync(503, "allocator_unavailable");
        await Client.PostAsync("resources/2/lock").ProblemAsync(503, "allocator_unavailable");
        await Allocator.GetsAsync<AbandonCommand>();
        Assert.Equal(Allocator.Last<LockResources>().Id, Allocator.Only<AbandonCommand>().CommandId);
    }

    [Fact]
    public async Task Should_let_the_same_key_try_again()
    {
        await Client.PostAsync("resources/1/lock", null, ("Idempotency-Key", "k")).ProblemAsync(503, "allocator_unavailable");
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        await Client.PostAsync("resources/1/lock", null, ("Idempotency-Key", "k")).JsonAsync();
    }

    [Fact]
    public async Task Should_treat_a_failing_allocator_alike()
    {
        Allocator.On<LockResources>(_ => throw new InvalidOperationException("broken"));
        await Client.PostAsync("resources/1/lock").ProblemAsync(503, "allocator_unavailable");
        await Allocator.GetsAsync<AbandonCommand>();
    }
}

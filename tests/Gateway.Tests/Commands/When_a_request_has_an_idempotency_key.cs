using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Commands;

public sealed class When_a_request_has_an_idempotency_key : GatewayTest
{
    private const string Key = "Idempotency-Key";

    [Fact]
    public async Task Should_send_a_digest_of_it()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        var first = await SentKeyAsync("resources/1/lock", null, "k1");
        Assert.Matches("^[0-9a-f]{64}$", first);
        Assert.Equal(first, await SentKeyAsync("resources/1/lock", null, "k1"));
        Assert.NotEqual(first, await SentKeyAsync("resources/1/lock", null, "k2"));
    }

    [Fact]
    public async Task Should_scope_it_to_the_route_and_the_client()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        string[] keys =
        [
            await SentKeyAsync("resources/1/lock", null, "k"),
            await SentKeyAsync("resources/lock", """{"id": 1}""", "k"),
            await SentKeyAsync("resources/lock", """{"id": 1, "client_id": "a"}""", "k"),
            await SentKeyAsync("resources/lock", """{"id": 1, "client_id": "ak"}""", "k"),
        ];
        Assert.Equal(4, keys.Distinct().Count());
        Assert.Equal(keys[0], await SentKeyAsync("resources/2/lock", null, "k"));
    }

    [Fact]
    public async Task Should_say_when_the_answer_is_a_repeat()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        using var first = await Client.PostAsync("resources/1/lock", null, (Key, "k"));
        Assert.Null(first.Header("Idempotency-Replayed"));
        Allocator.Replays = true;
        using var second = await Client.PostAsync("resources/1/lock", null, (Key, "k"));
        Assert.Equal("true", second.Header("Idempotency-Replayed"));
        await second.JsonAsync();
    }

    [Fact]
    public async Task Should_refuse_a_second_request_while_the_first_runs()
    {
        var answer = new TaskCompletionSource<object?>();
        Allocator.On<LockResources>((_, _) => answer.Task);
        var first = Client.PostAsync("resources/1/lock", null, (Key, "k"));
        await Allocator.GetsAsync<LockResources>();
        await Client.PostAsync("resources/1/lock", null, (Key, "k")).ProblemAsync(409, "request_in_progress");
        answer.SetResult(Samples.Locks(1));
        await first.JsonAsync();
        Assert.Single(Allocator.All<LockResources>());
        await Client.PostAsync("resources/1/lock", null, (Key, "k")).JsonAsync();
    }

    [Fact]
    public async Task Should_refuse_one_that_is_too_long()
    {
        var problem = await Client.PostAsync("resources/1/lock", null, (Key, new string('x', 201))).ProblemAsync(422, "invalid");
        Assert.Contains("1–200", problem.ErrorAt(Key), StringComparison.Ordinal);
        Assert.Empty(Allocator.All<LockResources>());
    }

    private async Task<string> SentKeyAsync(string path, string? body, string key)
    {
        await Client.PostAsync(path, body, (Key, key)).JsonAsync();
        return Allocator.Last<LockResources>().Header(CommandHeaders.IdempotencyKey)!;
    }
}

using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Locks;

public sealed class When_locks_are_ended(SharedGateway gateway) : SharedGatewayTest<SharedGateway>(gateway)
{
    [Theory]
    [InlineData("", """{"lock_token": "the-token"}""")]
    [InlineData("?lock_token=the-token", null)]
    [InlineData("?lock-token=the-token", null)]
    public async Task Should_take_the_token_from_body_or_query(string query, string? body)
    {
        Allocator.On<UnlockResource>(_ => new UnlockResourceResult { Resource = Samples.Resource(3) });
        var answer = await Client.PostAsync("resources/3/unlock" + query, body).JsonAsync();
        Assert.Equal(["resource"], answer.Fields());
        Assert.Equal(3, answer.GetProperty("resource").Number("id"));
        Assert.Equal(new UnlockResource { ResourceId = 3, LockToken = "the-token" }, Allocator.Only<UnlockResource>());
    }

    [Fact]
    public async Task Should_end_anybodys_lock_by_force()
    {
        Allocator.On<UnlockResource>(_ => new UnlockResourceResult { Resource = Samples.Resource(3) });
        await Client.PostAsync("resources/3/unlock", """{"force": true, "reason": "on fire"}""").JsonAsync();
        Assert.Equal(new UnlockResource { ResourceId = 3, Force = true, Reason = "on fire" }, Allocator.Only<UnlockResource>());
    }

    [Theory]
    [InlineData("", null, "lock_token")]
    [InlineData("", """{"force": false}""", "lock_token")]
    [InlineData("?lock-token=a", """{"lock_token": "b"}""", "lock_token")]
    [InlineData("?token=a", null, "token")]
    public async Task Should_want_a_token(string query, string? body, string field)
    {
        Assert.NotEmpty((await Client.PostAsync("resources/3/unlock" + query, body).ProblemAsync(422, "invalid")).ErrorAt(field));
        Assert.Empty(Allocator.All<UnlockResource>());
    }

    [Fact]
    public async Task Should_tell_what_became_of_each_token_of_a_batch()
    {
        Allocator.On<UnlockBatch>(_ => new UnlockBatchResult
        {
            Unlocked = 1,
            Results =
            [
                new UnlockBatchItem { ResourceId = 1, Result = UnlockOutcome.Unlocked },
                new UnlockBatchItem { ResourceId = 2, Result = UnlockOutcome.AlreadyUnlocked },
                new UnlockBatchItem { ResourceId = 3, Result = UnlockOutcome.LockLost },
                new UnlockBatchItem { Result = UnlockOutcome.UnknownToken },
            ],
        });
        var answer = await Client.PostAsync("resources/unlock-batch", """{"lock_tokens": ["a", "b", "c", "d"]}""").JsonAsync();
        Assert.Equal(
            """{"unlocked":1,"results":[{"resource_id":1,"result":"unlocked"},{"resource_id":2,"result":"already_unlocked"},{"resource_id":3,"result":"lock_lost"},{"result":"unknown_token"}]}""",
            answer.GetRawText());
        Assert.Equal(["a", "b", "c", "d"], Allocator.Only<UnlockBatch>().LockTokens);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"lock_tokens": []}""")]
    [InlineData("""{"lock_tokens": ["a", null]}""")]
    [InlineData(null)]
    public async Task Should_want_tokens_in_a_batch(string? body) =>
        Assert.NotEmpty((await Client.PostAsync("resources/unlock-batch", body).ProblemAsync(422, "invalid")).ErrorAt("lock_tokens"));

    [Theory]
    [InlineData("""{"lock_token": "t", "ttl": 60}""", 60, null)]
    [InlineData("""{"lock_token": "t", "additional_ttl": 30}""", null, 30)]
    public async Task Should_prolong_a_lock(string body, int? ttl, int? additional)
    {
        Allocator.On<ExtendLock>(_ => new ExtendLockResult { ExpiresAt = MovableClock.Noon.AddSeconds(0.5), TotalLockDuration = 90 });
        var answer = await Client.PostAsync("resources/3/extend", body).JsonAsync();
        Assert.Equal("""{"expires_at":"2030-01-01T12:00:00.5Z","total_lock_duration":90}""", answer.GetRawText());
        Assert.Equal(new ExtendLock { ResourceId = 3, LockToken = "t", Ttl = ttl, AdditionalTtl = additional }, Allocator.Only<ExtendLock>());
    }

    [Theory]
    [InlineData("""{"ttl": 60}""", "lock_token")]
    [InlineData("""{"lock_token": "t"}""", "ttl")]
    [InlineData("""{"lock_token": "t", "ttl": 60, "additional_ttl": 30}""", "ttl")]
    [InlineData("""{"lock_token": "t", "additional_ttl": -1}""", "additional_ttl")]
    public async Task Should_want_to_know_by_how_much(string body, string field) =>
        Assert.NotEmpty((await Client.PostAsync("resources/3/extend", body).ProblemAsync(422, "invalid")).ErrorAt(field));
}

using System.Net;

namespace RentABot.Integration.Locks;

/// <summary>Case 19.</summary>
public sealed class When_the_answer_to_a_grant_is_lost(SharedDeployment shared)
{
    private const int Rounds = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Should_give_the_same_lock_to_the_same_idempotency_key()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var resource = await client.RegisterAsync(Names.Unique("lost"));
        for (var round = 0; round < Rounds; round++)
        {
            var key = Names.Unique("key");
            await HangUpAsync(deployment.Client(round), resource, key, after: TimeSpan.FromMilliseconds(round));

            var first = await AskUntilItRunsNoMoreAsync(client, resource, key);
            var second = await client.TryLockAsync(resource.Id, key: key);

            var granted = first.As<LockView>();
            Assert.Equal(granted.LockToken, second.As<LockView>().LockToken);
            Assert.True(second.Replayed);
            Assert.Equal(round + 1, await deployment.Database.ScalarAsync<long>($"SELECT count(*) FROM locks WHERE resource_id = {resource.Id}"));

            await client.UnlockAsync(granted);
            (await client.TryLockAsync(resource.Id, key: key)).ShouldBe(HttpStatusCode.Gone, "lock_lost");
        }
    }

    /// <summary>Sends the request and closes the connection, sooner or later.</summary>
    private static async Task HangUpAsync(RestClient client, ResourceView resource, string key, TimeSpan after)
    {
        using var connection = new CancellationTokenSource(after);
        try
        {
            await client.PostAsync($"resources/{resource.Id}/lock", new { client_id = "holder", ttl = (int?)null }, key, connection.Token);
        }
        catch (OperationCanceledException)
        {
            // That is the point.
        }
    }

    private static async Task<RestAnswer> AskUntilItRunsNoMoreAsync(RestClient client, ResourceView resource, string key)
    {
        var answer = await client.TryLockAsync(resource.Id, key: key);
        await Eventually.HoldsAsync(
            async () => answer.Code != "request_in_progress" || (answer = await client.TryLockAsync(resource.Id, key: key)).Succeeded,
            Patience,
            "the first request is over");
        return answer;
    }
}

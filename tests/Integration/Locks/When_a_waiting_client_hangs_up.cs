namespace RentABot.Integration.Locks;

/// <summary>Case 21.</summary>
public sealed class When_a_waiting_client_hangs_up(SharedDeployment shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Should_give_up_its_place()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        var tag = Names.Unique("hang-up");
        var held = await client.LockAsync(await client.RegisterAsync(tag, tag));
        using var connection = new CancellationTokenSource();
        var waiting = deployment.Client(1).PostAsync("resources/lock", new { tags = tag, client_id = tag, wait = 60 }, cancellationToken: connection.Token);
        await StatusBecomesAsync(client, tag, "pending");

        await connection.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await StatusBecomesAsync(client, tag, "cancelled");
        await client.UnlockAsync(held);
        Assert.Equal("available", (await client.ResourceAsync(held.ResourceId)).Status);
    }

    [Fact]
    public async Task Should_not_keep_what_it_is_granted_at_that_moment_beyond_the_claim_window()
    {
        var deployment = await shared.StartedAsync();
        var client = deployment.Client();
        for (var round = 0; round < 10; round++)
        {
            var tag = Names.Unique("hang-up");
            var held = await client.LockAsync(await client.RegisterAsync(tag, tag));
            using var connection = new CancellationTokenSource();
            var waiting = deployment.Client(1).PostAsync("resources/lock", new { tags = tag, client_id = tag, wait = 60 }, cancellationToken: connection.Token);
            await StatusBecomesAsync(client, tag, "pending");

            // The grant and the end of the connection cross each other.
            connection.CancelAfter(TimeSpan.FromMilliseconds(2 * round));
            await client.UnlockAsync(held);
            try
            {
                await client.UnlockAsync(Assert.Single((await waiting).As<LocksView>().Locks));
            }
            catch (OperationCanceledException)
            {
                // Nobody has it, then.
            }

            await Eventually.HoldsAsync(
                async () => (await client.ResourceAsync(held.ResourceId)).Status == "available", Soon, "the resource is free again");
        }
    }

    private static Task StatusBecomesAsync(RestClient client, string clientId, string status) => Eventually.HoldsAsync(
        async () => (await client.GetAsync($"reservations?client_id={clientId}&status={status}")).Json.GetProperty("total").GetInt32() == 1,
        Soon,
        $"the reservation is {status}");
}

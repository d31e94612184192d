namespace RentABot.Allocator.Tests.Tokens;

public sealed class When_tokens_are_granted
{
    [Fact]
    public async Task Should_be_nowhere_in_the_database()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 4; i++) await host.RegisterAsync($"r{i}", "arm");
        var granted = new List<LockGranted>();
        var locked = await host.DecideAsync(Ask.Lock("arm", quantity: 2), idempotencyKey: "key");
        granted.AddRange(((LockResourcesResult)locked.Reply!).Locks);
        granted.AddRange((await host.ClaimAsync(await host.ReserveAsync("arm", quantity: 2))).Locks);
        await host.DoAsync<ExtendLockResult>(Ask.ExtendBy(granted[0], 5));
        await host.UnlockAsync(granted[1]);
        await host.DoAsync<UnlockBatchResult>(new UnlockBatch { LockTokens = [granted[2].LockToken] });

        var bytes = await host.DatabaseBytesAsync();

        Assert.Contains("LockAcquired", bytes, StringComparison.Ordinal);
        Assert.Contains(granted[0].LockId.ToString(), bytes, StringComparison.OrdinalIgnoreCase);
        Assert.All(granted, g =>
        {
            // The first 21 characters are the lock's id, which is no secret; neither the rest nor the raw HMAC may be found.
            Assert.DoesNotContain(g.LockToken[22..], bytes, StringComparison.Ordinal);
            var secret = System.Buffers.Text.Base64Url.DecodeFromChars(g.LockToken)[16..];
            Assert.DoesNotContain(System.Text.Encoding.Latin1.GetString(secret), bytes, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(secret), bytes, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Should_not_be_said_by_a_command_or_a_grant()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        object[] said = [granted, Ask.Unlock(granted), Ask.ExtendBy(granted, 1), new UnlockBatch { LockTokens = [granted.LockToken] }];

        Assert.All(said, s => Assert.DoesNotContain(granted.LockToken, s.ToString(), StringComparison.Ordinal));
    }
}

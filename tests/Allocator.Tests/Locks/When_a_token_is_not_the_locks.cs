namespace RentABot.Allocator.Tests.Locks;

public sealed class When_a_token_is_not_the_locks
{
    [Theory]
    [InlineData("garbage")]
    [InlineData("not base64 url !")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Should_refuse_one_that_never_was(string token)
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource);

        await host.RefusedAsync(new UnlockResource { ResourceId = resource.Id, LockToken = token }, 403, "invalid_lock_token");
        await host.RefusedAsync(new ExtendLock { ResourceId = resource.Id, LockToken = token, Ttl = 9 }, 403, "invalid_lock_token");

        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_refuse_another_resources()
    {
        await using var host = await AllocatorHost.StartAsync();
        var own = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var other = await host.RegisterAsync("r2", "arm");
        await host.LockAsync(other);

        await host.RefusedAsync(new ExtendLock { ResourceId = other.Id, LockToken = own.LockToken, Ttl = 9 }, 403, "invalid_lock_token");
        await host.RefusedAsync(new UnlockResource { ResourceId = other.Id, LockToken = own.LockToken }, 403, "invalid_lock_token");
    }

    [Fact]
    public async Task Should_refuse_it_for_a_resource_that_does_not_exist()
    {
        await using var host = await AllocatorHost.StartAsync();
        var own = await host.LockAsync(await host.RegisterAsync("r1", "arm"));

        await host.RefusedAsync(Ask.Unlock(own) with { ResourceId = 99 }, 404, "resource_not_found");
        await host.RefusedAsync(Ask.ExtendBy(own, 1) with { ResourceId = 99 }, 404, "resource_not_found");
    }

    [Fact]
    public async Task Should_never_say_it_in_the_refusal()
    {
        await using var host = await AllocatorHost.StartAsync();
        var own = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var other = await host.RegisterAsync("r2", "arm");

        var rejected = await host.RefusedAsync(
            new UnlockResource { ResourceId = other.Id, LockToken = own.LockToken }, 403, "invalid_lock_token");

        Assert.DoesNotContain(own.LockToken, rejected.ToString(), StringComparison.Ordinal);
    }
}

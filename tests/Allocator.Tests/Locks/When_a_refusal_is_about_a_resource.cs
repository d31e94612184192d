namespace RentABot.Allocator.Tests.Locks;

public sealed class When_a_refusal_is_about_a_resource
{
    /// <summary>People know a resource by its name, programs by its id.</summary>
    [Fact]
    public async Task Should_tell_people_its_name_and_programs_its_id()
    {
        await using var host = await AllocatorHost.StartAsync();
        var (board, other) = (await host.RegisterAsync("lab.board", 600), await host.RegisterAsync("lab.other"));
        var id = board.Id;
        var released = await host.LockAsync(board);
        await host.UnlockAsync(released);
        var token = (await host.LockAsync(other)).LockToken;

        await RefusedAsync(new UnlockResource { ResourceId = id, Force = true }, 409, "not_locked");
        await RefusedAsync(new UnlockResource { ResourceId = id, LockToken = token }, 403, "invalid_lock_token");
        await RefusedAsync(new UnlockResource { ResourceId = id, LockToken = "nonsense" }, 403, "invalid_lock_token");
        await RefusedAsync(new ExtendLock { ResourceId = id, LockToken = released.LockToken, Ttl = 60 }, 409, "not_locked");
        await RefusedAsync(new UpdateResource { ResourceId = id, Description = "x", ExpectedRevision = 99 }, 412, "stale_revision");
        var running = await host.LockAsync(board, ttl: 60);
        await RefusedAsync(new ExtendLock { ResourceId = id, LockToken = running.LockToken, Ttl = 6000 }, 422, "ttl_exceeds_maximum");
        await RefusedAsync(new RemoveResource { ResourceId = id }, 409, "resource_in_use");
        await host.SweepAfterAsync(61);
        await RefusedAsync(new ExtendLock { ResourceId = id, LockToken = running.LockToken, Ttl = 60 }, 410, "lock_lost");

        async Task RefusedAsync(object command, int status, string code)
        {
            var rejected = await host.RefusedAsync(command, status, code);
            Assert.Contains(" resource lab.board ", $" {char.ToLowerInvariant(rejected.Detail[0])}{rejected.Detail[1..].TrimEnd('.')} ", StringComparison.Ordinal);
            Assert.Equal(id, rejected.Figures!["resource_id"]);
        }
    }

    [Fact]
    public async Task Should_say_that_it_goes_out_of_service_after_its_lock()
    {
        await using var host = await AllocatorHost.StartAsync();
        var board = await host.RegisterAsync("lab.board");
        await host.LockAsync(board, "alice");
        Assert.DoesNotContain("unavailable", (await host.RefusedAsync(Ask.Lock(board), 409, "already_locked")).Figures!.Keys);

        await host.TakeOutAsync(board, "new SD card");

        var rejected = await host.RefusedAsync(Ask.Lock(board), 409, "already_locked");
        Assert.Equal("Resource lab.board is locked by alice, and out of service after that: new SD card.", rejected.Detail);
        Assert.Equal((board.Id, 1), (rejected.Figures!["resource_id"], rejected.Figures["unavailable"]));
    }
}

namespace RentABot.Allocator.Tests.Writing;

public sealed class When_a_command_is_repeated
{
    [Fact]
    public async Task Should_give_the_same_lock_and_token_for_the_same_idempotency_key()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 2; i++) await host.RegisterAsync($"r{i}", "arm");

        var first = await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");
        var again = await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");

        Assert.Equal((false, true), (first.Replayed, again.Replayed));
        var (one, other) = (((LockResourcesResult)first.Reply!).Locks.Single(), ((LockResourcesResult)again.Reply!).Locks.Single());
        Assert.Equal((one.LockId, one.LockToken, one.ExpiresAt), (other.LockId, other.LockToken, other.ExpiresAt));
        Assert.Single(await host.EventsAsync<LockAcquired>());
        await host.UnlockAsync(other);
    }

    [Fact]
    public async Task Should_not_call_a_redelivery_a_replay()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var id = Guid.NewGuid();

        var first = await host.DecideAsync(Ask.Lock("arm"), id);
        var again = await host.DecideAsync(Ask.Lock("arm"), id);
        var keyed = await host.DecideAsync(Ask.Reserve("arm"), id, "key");
        var keyedAgain = await host.DecideAsync(Ask.Reserve("arm"), id, "key");

        Assert.False(again.Replayed);
        Assert.Equal(((LockResourcesResult)first.Reply!).Locks[0].LockToken, ((LockResourcesResult)again.Reply!).Locks[0].LockToken);
        Assert.False(keyedAgain.Replayed);
        Assert.Equal(
            ((CreateReservationResult)keyed.Reply!).Reservation.ReservationId,
            ((CreateReservationResult)keyedAgain.Reply!).Reservation.ReservationId);
    }

    [Fact]
    public async Task Should_be_refused_with_another_body_or_another_command()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");

        var body = await host.DecideAsync(Ask.Lock("arm", ttl: 5), idempotencyKey: "key");
        var command = await host.DecideAsync(Ask.Reserve("arm"), idempotencyKey: "key");

        foreach (var outcome in new[] { body, command })
        {
            var rejected = Assert.IsType<CommandRejected>(outcome.Reply);
            Assert.Equal((422, "idempotency_key_reused"), (rejected.Status, rejected.Code));
        }
    }

    [Fact]
    public async Task Should_be_tried_anew_after_a_refusal()
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var refused = await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");
        Assert.IsType<CommandRejected>(refused.Reply);
        await host.UnlockAsync(granted);

        var retried = await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");

        Assert.IsType<LockResourcesResult>(retried.Reply);
        Assert.False(retried.Replayed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task Should_be_refused_again_when_the_refused_message_itself_comes_again(string? key)
    {
        await using var host = await AllocatorHost.StartAsync();
        var granted = await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var id = Guid.NewGuid();
        var refused = await host.DecideAsync(Ask.Lock("arm"), id, key);
        await host.UnlockAsync(granted);

        var again = await host.DecideAsync(Ask.Lock("arm"), id, key);

        Assert.Equivalent(Assert.IsType<CommandRejected>(refused.Reply), again.Reply, strict: true);
        Assert.Single(await host.EventsAsync<LockAcquired>());
        await host.DecideAsync(new AbandonCommand { CommandId = id });
        Assert.IsType<CommandRejected>((await host.DecideAsync(Ask.Lock("arm"), id, key)).Reply);
    }

    [Fact]
    public async Task Should_be_refused_as_often_as_it_comes_with_another_body_or_after_its_lock()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var id = Guid.NewGuid();
        var granted = ((LockResourcesResult)(await host.DecideAsync(Ask.Lock("arm"), id)).Reply!).Locks.Single();
        await host.UnlockAsync(granted);

        for (var i = 0; i < 2; i++)
        {
            var lost = Assert.IsType<CommandRejected>((await host.DecideAsync(Ask.Lock("arm"), id)).Reply);
            var reused = Assert.IsType<CommandRejected>((await host.DecideAsync(Ask.Lock("arm", ttl: 5), id)).Reply);
            Assert.Equal(("lock_lost", "idempotency_key_reused"), (lost.Code, reused.Code));
        }
    }

    [Theory]
    [InlineData("unlocked")]
    [InlineData("expired")]
    [InlineData("forced")]
    public async Task Should_say_lost_once_the_granted_lock_has_ended(string how)
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var first = await host.DecideAsync(Ask.Lock("arm", ttl: 10), idempotencyKey: "key");
        var granted = ((LockResourcesResult)first.Reply!).Locks.Single();
        switch (how)
        {
            case "unlocked": await host.UnlockAsync(granted); break;
            case "forced": await host.DoAsync<UnlockResourceResult>(Ask.Force(resource)); break;
            default: host.Clock.Advance(10); break;
        }

        var again = await host.DecideAsync(Ask.Lock("arm", ttl: 10), idempotencyKey: "key");

        var rejected = Assert.IsType<CommandRejected>(again.Reply);
        Assert.Equal((410, "lock_lost"), (rejected.Status, rejected.Code));
        Assert.Single(await host.EventsAsync<LockAcquired>());
    }

    [Fact]
    public async Task Should_answer_every_other_command_as_before()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource, ttl: 100);
        var spare = await host.RegisterAsync("r2", "x86");
        var reserved = await host.ReserveAsync("x86");
        object[] commands =
        [
            new RegisterResource { Name = "r3" },
            new UpdateResource { ResourceId = resource.Id, Description = "new" },
            new ImportResources { Resources = [new() { Name = "r4" }] },
            Ask.ExtendBy(granted, 10),
            Ask.TakeOut(resource),
            new MarkAvailable { ResourceId = resource.Id },
            Ask.Claim(reserved),
            Ask.Unlock(granted),
            new UnlockBatch { LockTokens = [granted.LockToken] },
            Ask.Reserve("arm"),
            Ask.Remove(spare, force: true),
        ];

        foreach (var command in commands)
        {
            var id = Guid.NewGuid();
            var first = await host.DecideAsync(command, id);
            var events = (await host.EventsAsync()).Count;
            var again = await host.DecideAsync(command, id);

            Assert.IsNotType<CommandRejected>(first.Reply);
            Assert.Equivalent(first.Reply, again.Reply, strict: true);
            Assert.Equal(events, (await host.EventsAsync()).Count);
        }
    }

    [Fact]
    public async Task Should_cancel_once()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var id = Guid.NewGuid();

        await host.DecideAsync(Ask.Cancel(made), id);
        var again = await host.DecideAsync(Ask.Cancel(made), id);

        Assert.Equal(ReservationStatus.Cancelled, ((CancelReservationResult)again.Reply!).Reservation.Status);
        Assert.Single(await host.EventsAsync<ReservationCancelled>());
    }

    [Fact]
    public async Task Should_be_known_when_both_come_at_once()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 5; i++) await host.RegisterAsync($"r{i}", "arm");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key")));

        Assert.Single(outcomes.Select(o => ((LockResourcesResult)o.Reply!).Locks.Single().LockToken).Distinct());
        Assert.Single(await host.EventsAsync<LockAcquired>());
        Assert.Equal(4, outcomes.Count(o => o.Replayed));
    }

    [Fact]
    public async Task Should_be_known_after_a_restart_with_the_same_token()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var first = await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");

        await host.RestartAsync();
        var again = await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");

        Assert.Equal(((LockResourcesResult)first.Reply!).Locks[0].LockToken, ((LockResourcesResult)again.Reply!).Locks[0].LockToken);
    }

    [Fact]
    public async Task Should_be_known_with_the_same_token_after_the_keys_were_rotated()
    {
        const string old = "the-old-key-of-32-characters-or-more-";
        await using var host = await AllocatorHost.StartAsync(settings: new() { ["Tokens:Keys:0"] = old });
        await host.RegisterAsync("r1", "arm");
        var first = await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");

        await host.RestartAsync(settings: new() { ["Tokens:Keys:0"] = "the-new-key-of-32-characters-or-more-", ["Tokens:Keys:1"] = old });
        var again = await host.DecideAsync(Ask.Lock("arm"), idempotencyKey: "key");

        var granted = ((LockResourcesResult)again.Reply!).Locks[0];
        Assert.Equal(((LockResourcesResult)first.Reply!).Locks[0].LockToken, granted.LockToken);
        await host.UnlockAsync(granted);
    }

    [Fact]
    public async Task Should_be_forgotten_after_a_day()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        await host.DecideAsync(Ask.Reserve("arm"), idempotencyKey: "key");

        host.Clock.Advance(24 * 3600);
        await host.DecideAsync(new RemoveHistory { OlderThan = 7 * 86_400 });
        Assert.True((await host.DecideAsync(Ask.Reserve("arm"), idempotencyKey: "key")).Replayed);

        host.Clock.Advance(1);
        await host.DecideAsync(new RemoveHistory { OlderThan = 7 * 86_400 });
        Assert.False((await host.DecideAsync(Ask.Reserve("arm"), idempotencyKey: "key")).Replayed);
    }
}

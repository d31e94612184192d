using Microsoft.EntityFrameworkCore;

namespace RentABot.Allocator.Tests.Writing;

public sealed class When_a_caller_has_given_up
{
    [Fact]
    public async Task Should_free_what_its_lock_command_was_granted()
    {
        await using var host = await AllocatorHost.StartAsync();
        for (var i = 0; i < 2; i++) await host.RegisterAsync($"r{i}", "arm");
        var id = Guid.NewGuid();
        var granted = ((LockResourcesResult)(await host.DecideAsync(Ask.Lock("arm", quantity: 2), id)).Reply!).Locks;
        var waiter = await host.ReserveAsync("arm");

        var result = await AbandonAsync(host, id);

        Assert.True(result.Undone);
        Assert.Equal(ReservationStatus.Fulfilled, await host.StatusAsync(waiter));
        Assert.All(await host.EventsAsync<LockReleased>(), e => Assert.Equal(LockEndReason.Forced, e.Lock.EndReason));
        await host.RefusedAsync(Ask.Unlock(granted[0]), 410, "lock_lost");
    }

    [Fact]
    public async Task Should_refuse_its_command_when_it_comes_later()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var id = Guid.NewGuid();

        Assert.False((await AbandonAsync(host, id)).Undone);
        var outcome = await host.DecideAsync(Ask.Lock("arm"), id);

        var rejected = Assert.IsType<CommandRejected>(outcome.Reply);
        Assert.Equal((503, "command_abandoned"), (rejected.Status, rejected.Code));
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_leave_nothing_locked_when_both_come_in_one_batch(bool abandonFirst)
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        for (var round = 0; round < 10; round++)
        {
            var id = Guid.NewGuid();
            var abandon = new AbandonCommand { CommandId = id };
            var first = abandonFirst ? host.DecideAsync(abandon) : host.DecideAsync(Ask.Lock("arm"), id);
            var second = abandonFirst ? host.DecideAsync(Ask.Lock("arm"), id) : host.DecideAsync(abandon);
            await Task.WhenAll(first, second);

            Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
        }
    }

    [Fact]
    public async Task Should_give_up_its_reservation()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var (served, waiting) = (Guid.NewGuid(), Guid.NewGuid());
        var fulfilled = ((CreateReservationResult)(await host.DecideAsync(Ask.Reserve("arm"), served)).Reply!).Reservation;
        var pending = ((CreateReservationResult)(await host.DecideAsync(Ask.Reserve("arm"), waiting)).Reply!).Reservation;

        Assert.True((await AbandonAsync(host, waiting)).Undone);
        Assert.True((await AbandonAsync(host, served)).Undone);

        Assert.Equal(ReservationStatus.Cancelled, await host.StatusAsync(fulfilled));
        Assert.Equal(ReservationStatus.Cancelled, await host.StatusAsync(pending));
        Assert.Equal("its caller had given up before the answer", (await host.ReservationAsync(pending)).Reason);
    }

    [Fact]
    public async Task Should_leave_a_reservation_that_is_claimed_meanwhile()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var id = Guid.NewGuid();
        var made = ((CreateReservationResult)(await host.DecideAsync(Ask.Reserve("arm"), id)).Reply!).Reservation;
        await host.ClaimAsync(made);

        Assert.False((await AbandonAsync(host, id)).Undone);

        Assert.Equal(ReservationStatus.Claimed, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_leave_what_its_claim_locked_to_another_claim_that_was_answered()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await host.DecideAsync(Ask.Claim(made), first);
        await host.DecideAsync(Ask.Claim(made), second);

        var kept = await host.DoAsync<AbandonCommandResult>(new AbandonCommand { CommandId = first });
        Assert.Equal((false, ReservationStatus.Claimed), (kept.Undone, await host.StatusAsync(made)));
        var freed = await host.DoAsync<AbandonCommandResult>(new AbandonCommand { CommandId = second });
        Assert.Equal((true, ReservationStatus.Released), (freed.Undone, await host.StatusAsync(made)));
    }

    [Fact]
    public async Task Should_see_a_claim_that_came_at_the_same_time()
    {
        var gate = new Gate();
        await using var host = await AllocatorHost.StartAsync(gate.Register);
        await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await host.DecideAsync(Ask.Claim(made), first);
        await gate.CloseAsync(host);

        var claim = host.DecideAsync(Ask.Claim(made), second);
        var abandonment = host.DecideAsync(new AbandonCommand { CommandId = first });
        gate.Open();

        Assert.IsType<ClaimReservationResult>((await claim).Reply);
        Assert.False(Assert.IsType<AbandonCommandResult>((await abandonment).Reply).Undone);
        Assert.Equal(ReservationStatus.Claimed, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_leave_the_locks_of_a_claim_that_nobody_remembers()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await host.DecideAsync(Ask.Claim(made), first);
        await host.ReadAsync(db => db.CommandMarks.ExecuteDeleteAsync());
        host.Clock.Advance(1);
        await host.DecideAsync(Ask.Claim(made), second);

        Assert.False((await AbandonAsync(host, second)).Undone);

        Assert.Equal(ReservationStatus.Claimed, await host.StatusAsync(made));
    }

    [Fact]
    public async Task Should_answer_a_keyed_command_that_is_refused_all_the_same()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        await host.LockAsync(resource);
        var id = Guid.NewGuid();
        await AbandonAsync(host, id);

        var refused = await host.DecideAsync(Ask.Lock(resource), id, idempotencyKey: "k");

        Assert.Equal("already_locked", Assert.IsType<CommandRejected>(refused.Reply).Code);
    }

    [Fact]
    public async Task Should_free_what_its_claim_locked()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var made = await host.ReserveAsync("arm");
        var id = Guid.NewGuid();
        await host.DecideAsync(Ask.Claim(made), id);

        Assert.True((await AbandonAsync(host, id)).Undone);

        Assert.Equal(ReservationStatus.Released, await host.StatusAsync(made));
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
    }

    [Fact]
    public async Task Should_not_undo_what_grants_nothing()
    {
        await using var host = await AllocatorHost.StartAsync();
        var id = Guid.NewGuid();
        await host.DecideAsync(new RegisterResource { Name = "r1" }, id);

        Assert.False((await AbandonAsync(host, id)).Undone);

        await host.DoAsync<LockResourcesResult>(new LockResources { Name = "r1" });
    }

    [Fact]
    public async Task Should_be_fine_twice()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");
        var id = Guid.NewGuid();
        await host.DecideAsync(Ask.Lock("arm"), id);
        await AbandonAsync(host, id);
        var next = await host.DoAsync<LockResourcesResult>(Ask.Lock("arm"));

        await AbandonAsync(host, id);
        await AbandonAsync(host, Guid.NewGuid());

        Assert.Equal(ResourceStatus.Locked, (await host.ResourceAsync(next.Locks[0].ResourceId)).Status);
    }

    [Fact]
    public async Task Should_refuse_a_command_that_comes_after_its_answer_is_of_use()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var before = (await host.EventsAsync()).Count;

        var late = await host.DecideAsync(Ask.Lock("arm"), answerBy: host.Clock.Now.AddMilliseconds(-1));

        var rejected = Assert.IsType<CommandRejected>(late.Reply);
        Assert.Equal((503, "answer_too_late"), (rejected.Status, rejected.Code));
        Assert.Equal(ResourceStatus.Available, await host.StatusAsync(resource));
        Assert.Equal(before, (await host.EventsAsync()).Count);
        Assert.IsType<LockResourcesResult>((await host.DecideAsync(Ask.Lock("arm"), answerBy: host.Clock.Now)).Reply);
    }

    private static Task<AbandonCommandResult> AbandonAsync(AllocatorHost host, Guid commandId) =>
        host.DoAsync<AbandonCommandResult>(new AbandonCommand { CommandId = commandId });
}

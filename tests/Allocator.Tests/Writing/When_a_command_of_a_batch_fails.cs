using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Writing;
using RentABot.Persistence;
using RentABot.Persistence.Locks;

namespace RentABot.Allocator.Tests.Writing;

public sealed class When_a_command_of_a_batch_fails
{
    [Fact]
    public async Task Should_leave_the_others_intact()
    {
        await using var host = await AllocatorHost.StartAsync(services =>
            services.Replace<MarkAvailable>((_, _, _) => throw new InvalidOperationException("a defect")));

        var outcomes = await host.DecideTogetherAsync(
            new RegisterResource { Name = "r1" }, new MarkAvailable { ResourceId = 1 }, new RegisterResource { Name = "r2" });

        Assert.IsType<RegisterResourceResult>(outcomes[0].Reply);
        Assert.Equal((500, "internal_error", true), RejectionOf(outcomes[1]));
        Assert.IsType<RegisterResourceResult>(outcomes[2].Reply);
        Assert.Equal([1L, 2L], (await host.EventsAsync()).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Should_undo_what_it_did_before_it_failed()
    {
        await using var host = await AllocatorHost.StartAsync(services => services.Replace<MarkAvailable>(async (provider, _, token) =>
        {
            await new Allocator.Locks.LockResourcesHandler(
                provider.GetRequiredService<RentABotDbContext>(),
                provider.GetRequiredService<WriteTransaction>(),
                provider.GetRequiredService<Allocator.Resources.KnownResources>(),
                provider.GetRequiredService<Allocator.Locks.Quota>(),
                provider.GetRequiredService<Allocator.Locks.LockLedger>()).HandleAsync(Ask.Lock("arm"), token);
            await provider.GetRequiredService<RentABotDbContext>().SaveChangesAsync(token);
            throw new InvalidOperationException("a defect");
        }));
        var resource = await host.RegisterAsync("r1", "arm");

        await host.RefusedAsync(new MarkAvailable { ResourceId = resource.Id }, 500, "internal_error");
        var granted = await host.LockAsync(resource);

        Assert.Equal(1, granted.FencingToken);
        Assert.Equal([1L, 2L], (await host.EventsAsync()).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Should_undo_what_it_did_before_it_was_refused()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var outcomes = await host.DecideTogetherAsync(
            Ask.Lock(resource), Ask.Lock(resource), Ask.Force(resource), Ask.Lock(resource), new RegisterResource { Name = "r1" });

        Assert.Equal(["LockResourcesResult", "CommandRejected", "UnlockResourceResult", "LockResourcesResult", "CommandRejected"],
            outcomes.Select(o => o.Reply!.GetType().Name));
        Assert.Equal(Enumerable.Range(1, 4).Select(i => (long)i), (await host.EventsAsync()).Select(e => e.Sequence));
        Assert.Equal(2, (await host.ResourceAsync(resource.Id)).FencingToken);
    }

    [Fact]
    public async Task Should_be_refused_a_second_running_lock_by_the_database_itself()
    {
        await using var host = await AllocatorHost.StartAsync(services => services.Replace<MarkAvailable>((provider, command, _) =>
        {
            var transaction = provider.GetRequiredService<WriteTransaction>();
            provider.GetRequiredService<RentABotDbContext>().Locks.Add(new ResourceLock
            {
                Id = transaction.NewId(), FencingToken = transaction.NextFencingToken(), ResourceId = command.ResourceId,
                ResourceName = "r1", ClientId = "thief", TokenKey = "x", AcquiredAt = transaction.Now,
                ExpiresAt = transaction.Now.AddSeconds(9), WarningAt = transaction.Now, Warned = true,
            });
            return Task.FromResult(Answers.Nothing);
        }));
        var resource = await host.RegisterAsync("r1", "arm");

        var outcomes = await host.DecideTogetherAsync(
            Ask.Lock(resource), new MarkAvailable { ResourceId = resource.Id }, new RegisterResource { Name = "r2" });

        Assert.Equal((500, "internal_error", true), RejectionOf(outcomes[1]));
        Assert.Equal("holder", (await host.ResourceAsync(resource.Id)).LockClientId);
        Assert.IsType<RegisterResourceResult>(outcomes[2].Reply);
    }

    [Fact]
    public async Task Should_be_tried_alone_where_its_failure_ends_the_whole_transaction()
    {
        var gate = new Gate();
        await using var host = await AllocatorHost.StartAsync(services =>
        {
            gate.Register(services);
            services.Replace<MarkAvailable>((_, _, _) => Task.FromResult<Answer>(_ => throw new InvalidOperationException("a defect")));
        });
        await gate.CloseAsync(host);

        var good = host.DecideAsync(new RegisterResource { Name = "r1" });
        var bad = host.DecideAsync(new MarkAvailable { ResourceId = 1 });
        var other = host.DecideAsync(new RegisterResource { Name = "r2" });
        gate.Open();

        Assert.IsType<RegisterResourceResult>((await good).Reply);
        Assert.Equal((500, "internal_error", true), RejectionOf(await bad));
        Assert.IsType<RegisterResourceResult>((await other).Reply);
        Assert.Equal([1L, 2L], (await host.EventsAsync()).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Should_be_tried_again_where_only_the_database_was_away()
    {
        var failures = 0;
        await using var host = await AllocatorHost.StartAsync(services => services.Replace<MarkAvailable>((_, _, _) =>
            failures++ < 2 ? throw new TimeoutException() : Task.FromResult(Answers.With("served"))));

        var outcome = await host.DecideAsync(new MarkAvailable { ResourceId = 1 });

        Assert.Equal(("served", 3), (outcome.Reply, failures));
    }

    [Fact]
    public async Task Should_go_on_with_the_next_command_after_a_database_that_never_came_back()
    {
        var time = new JumpingTime();
        await using var host = await AllocatorHost.StartAsync(services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.Replace<MarkAvailable>((_, _, _) =>
            {
                time.Jump(TimeSpan.FromSeconds(31));
                throw new System.Net.Sockets.SocketException();
            });
        });

        await host.RefusedAsync(new MarkAvailable { ResourceId = 1 }, 503, "database_unavailable");
        await host.RegisterAsync("r1");

        Assert.Single(await host.EventsAsync());
    }

    [Fact]
    public async Task Should_carry_out_the_commands_though_what_is_due_cannot_be_carried_out()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource, ttl: 10);
        var orphan = Guid.NewGuid();
        await host.ReadAsync(async db =>
        {
            db.Reservations.Add(new() { CorrelationId = orphan, Status = "NoSuchState", Arrival = -1 });
            await db.SaveChangesAsync();
            return await db.Locks.ExecuteUpdateAsync(l => l.SetProperty(x => x.ReservationId, orphan));
        });
        host.Clock.Advance(10);

        await host.RegisterAsync("r2");
        await host.RefusedAsync(Ask.Lock(resource), 409, "already_locked");
        await host.RefusedAsync(Ask.ExtendBy(granted, 100), 410, "lock_lost");
        await host.RefusedAsync(Ask.Unlock(granted), 410, "lock_lost");
        var batch = await host.DoAsync<UnlockBatchResult>(new UnlockBatch { LockTokens = [granted.LockToken] });

        Assert.Equal(UnlockOutcome.LockLost, batch.Results.Single().Result);
    }

    private static (int Status, string Code, bool Failed) RejectionOf(WriteOutcome outcome)
    {
        var rejected = Assert.IsType<CommandRejected>(outcome.Reply);
        return (rejected.Status, rejected.Code, outcome.Failed);
    }

    private sealed class JumpingTime : TimeProvider
    {
        private long _jumped;

        public void Jump(TimeSpan by) => Interlocked.Add(ref _jumped, (long)(by.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _jumped);
    }
}

using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Hosting;
using RentABot.TestServers;

namespace RentABot.Allocator.Tests.Commands;

public sealed class When_commands_share_a_message
{
    [Fact]
    public async Task Should_be_decided_in_their_order_in_one_transaction()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var before = await VersionAsync(host);

        var replies = await AskAsync(host, Shared(Ask.Lock(resource)), Shared(Ask.Lock("arm")), Shared(Ask.Force(resource)), Shared(Ask.Lock("arm")));

        Assert.Equal(
            [nameof(LockResourcesResult), nameof(CommandRejected), nameof(UnlockResourceResult), nameof(LockResourcesResult)],
            replies.Select(reply => reply.Type));
        Assert.Equal(before + 1, await VersionAsync(host));
    }

    [Fact]
    public async Task Should_each_be_known_by_its_own_mark()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var command = Shared(Ask.Lock(resource)) with { IdempotencyKey = "k" };

        var replies = await AskAsync(host, command, command with { CommandId = Guid.NewGuid() }, command);

        Assert.Equal([false, true, false], replies.Select(reply => reply.Replayed));
        Assert.Single(replies.Select(reply => reply.Body.Deserialize<LockResourcesResult>(WireJson.Options)!.Locks.Single().LockToken).Distinct());
        Assert.Single(await host.EventsAsync<LockAcquired>());
    }

    [Fact]
    public async Task Should_be_asked_for_each_by_its_own_caller()
    {
        await using var host = await AllocatorHost.StartAsync();

        await AskAsync(host, Shared(new RegisterResource { Name = "r1" }), Shared(new RegisterResource { Name = "r2" }) with { Actor = "bob" });

        Assert.Equal(["alice", "bob"], (await host.EventsAsync()).Select(row => row.Actor));
    }

    [Fact]
    public async Task Should_each_be_carried_out_only_for_whoever_has_the_role()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");

        var replies = await AskAsync(
            host,
            Shared(Ask.Lock(resource)) with { Role = "readonly" },
            Shared(Ask.Lock(resource)) with { Role = "user" },
            Shared(Ask.Force(resource)) with { Role = "maintainer" },
            Shared(Ask.Force(resource)) with { Role = "admin" });

        Assert.Equal(
            [nameof(CommandRejected), nameof(LockResourcesResult), nameof(CommandRejected), nameof(UnlockResourceResult)],
            replies.Select(reply => reply.Type));
    }

    [Fact]
    public async Task Should_not_suffer_for_one_that_cannot_be_read()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var secret = JsonSerializer.SerializeToElement(new { resourceId = "a-secret" });

        var replies = await AskAsync(
            host,
            Shared(Ask.Lock(resource)) with { Command = "NoSuchCommand" },
            Shared(Ask.Lock(resource)) with { Command = nameof(ExpireLock) },
            Shared(Ask.Lock(resource)) with { Body = secret },
            Shared(Ask.Lock(resource, ttl: -1)),
            Shared(Ask.Lock(resource)) with { AnswerBy = host.Clock.Now.AddSeconds(-1).ToString("O") },
            Shared(Ask.Lock(resource)));

        Assert.Equal([422, 422, 422, 422, 503], replies.SkipLast(1).Select(reply => reply.Body.GetProperty("status").GetInt32()));
        Assert.Equal(nameof(LockResourcesResult), replies[^1].Type);
        Assert.DoesNotContain(replies, reply => reply.Body.GetRawText().Contains("a-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(CommandBatch.MaxCommands + 1)]
    public async Task Should_be_refused_where_they_are_none_or_too_many(int count)
    {
        await using var host = await AllocatorHost.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();

        var response = await scope.ServiceProvider.GetRequiredService<IScopedClientFactory>().CreateRequestClient<CommandBatch>()
            .GetResponse<CommandRejected>(
                new CommandBatch { Commands = [.. Enumerable.Range(0, count).Select(i => Shared(new RegisterResource { Name = $"r{i}" }))] },
                TestContext.Current.CancellationToken);

        Assert.Equal((422, "invalid"), (response.Message.Status, response.Message.Code));
        Assert.Empty(await host.EventsAsync());
    }

    [Fact]
    public async Task Should_not_suffer_for_one_that_fails_after_it_changed_something()
    {
        await using var host = await AllocatorHost.StartAsync(services => services.Replace<ExtendLock>(async (provider, command, token) =>
        {
            var known = provider.GetRequiredService<Allocator.Resources.KnownResources>();
            await provider.GetRequiredService<Allocator.Locks.LockLedger>().EndAsync(
                await known.SnapshotAsync(command.ResourceId, token), LockEndReason.Forced, null, token);
            throw new InvalidOperationException("a defect");
        }));
        var one = await host.RegisterAsync("r1", "arm");
        var other = await host.RegisterAsync("r2", "arm");
        var granted = await host.LockAsync(one);

        var replies = await AskAsync(host, Shared(Ask.Lock(other)), Shared(Ask.ExtendBy(granted, 1)), Shared(Ask.Force(other)));

        Assert.Equal(
            [nameof(LockResourcesResult), nameof(CommandRejected), nameof(UnlockResourceResult)], replies.Select(reply => reply.Type));
        Assert.Equal(500, replies[1].Body.GetProperty("status").GetInt32());
        Assert.Equal(ResourceStatus.Locked, await host.StatusAsync(one));
        Assert.Equal(Enumerable.Range(1, 5).Select(i => (long)i), (await host.EventsAsync()).Select(row => row.Sequence));
    }

    [Fact]
    public async Task Should_not_hide_from_the_queue_what_was_locked_after_a_newcomer()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));
        var other = await host.RegisterAsync("r2", "mips");

        await AskAsync(host, Shared(Ask.Reserve("arm")), Shared(Ask.Lock(other)));
        var waits = await host.ReserveAsync("mips");

        Assert.Equal(ReservationStatus.Pending, waits.Status);
    }

    [Fact]
    public async Task Should_not_have_their_tokens_published_where_nobody_asked_for_an_answer()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bus = host.Services.GetRequiredService<IBus>();
        var listener = bus.ConnectReceiveEndpoint(endpoint => endpoint.Handler<CommandBatchResult>(_ =>
        {
            heard.TrySetResult();
            return Task.CompletedTask;
        }));
        await listener.Ready;

        await bus.Publish(new CommandBatch { Commands = [Shared(Ask.Lock(resource))] }, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            async () => await host.StatusAsync(resource) == ResourceStatus.Locked, TimeSpan.FromSeconds(10), "the command is carried out");
        await AskAsync(host, Shared(Ask.Force(resource)));

        Assert.False(heard.Task.IsCompleted);
    }

    private static BatchedCommand Shared(object command) => new()
    {
        CommandId = Guid.NewGuid(),
        Command = command.GetType().Name,
        Body = JsonSerializer.SerializeToElement(command, command.GetType(), WireJson.Options),
        Actor = "alice",
    };

    private static async Task<IReadOnlyList<BatchedReply>> AskAsync(AllocatorHost host, params BatchedCommand[] commands)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var client = scope.ServiceProvider.GetRequiredService<IScopedClientFactory>().CreateRequestClient<CommandBatch>();
        var response = await client.GetResponse<CommandBatchResult>(new CommandBatch { Commands = commands }, TestContext.Current.CancellationToken);
        return response.Message.Replies;
    }

    private static Task<long> VersionAsync(AllocatorHost host) => host.ReadAsync(db => db.LedgerHeads.Select(head => head.Version).SingleAsync());
}

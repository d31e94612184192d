using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Writing;
using RentABot.TestServers;

namespace RentABot.Allocator.Tests.Commands;

public sealed class When_a_command_comes_over_the_bus
{
    [Fact]
    public async Task Should_be_answered_by_its_result()
    {
        await using var host = await AllocatorHost.StartAsync();

        var (result, rejected) = await AskAsync<RegisterResource, RegisterResourceResult>(host, new RegisterResource { Name = "r1" });

        Assert.Equal("r1", result?.Resource.Name);
        Assert.Null(rejected);
    }

    [Fact]
    public async Task Should_be_answered_by_its_rejection_with_all_of_the_figures()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.LockAsync(await host.RegisterAsync("r1", "arm"));

        var (_, rejected) = await AskAsync<LockResources, LockResourcesResult>(host, Ask.Lock("arm"));

        Assert.Equal((409, "no_resource_available", 1), (rejected!.Status, rejected.Code, rejected.Figures!["locked"]));
    }

    [Fact]
    public async Task Should_be_refused_at_the_door_where_it_breaks_a_rule()
    {
        await using var host = await AllocatorHost.StartAsync();

        var (_, rejected) = await AskAsync<RegisterResource, RegisterResourceResult>(
            host, new RegisterResource { Name = "a b", MaxLockDuration = 0 });

        Assert.Equal((422, "invalid"), (rejected!.Status, rejected.Code));
        Assert.Equal(["max_lock_duration", "name"], rejected.Errors!.Keys.Order());
        Assert.Empty(await host.EventsAsync());
    }

    [Fact]
    public async Task Should_keep_who_asked_as_the_headers_of_this_process_say()
    {
        await using var host = await AllocatorHost.StartAsync();

        await AskAsync<RegisterResource, RegisterResourceResult>(host, new RegisterResource { Name = "r1" }, context =>
        {
            context.Headers.Set(CommandHeaders.Actor, "alice");
            context.Headers.Set(CommandHeaders.Address, "10.0.0.1");
            context.Headers.Set(CommandHeaders.UserAgent, "curl");
        });

        var row = Assert.Single(await host.EventsAsync());
        Assert.Equal(("alice", "10.0.0.1", "curl"), (row.Actor, row.Address, row.UserAgent));
    }

    [Theory]
    [InlineData("readonly", false)]
    [InlineData("maintainer", false)]
    [InlineData("nonsense", false)]
    [InlineData("admin", true)]
    [InlineData(null, true)]
    public async Task Should_be_carried_out_only_for_whoever_has_the_role(string? role, bool expected)
    {
        await using var host = await AllocatorHost.StartAsync();

        var (result, rejected) = await AskAsync<RegisterResource, RegisterResourceResult>(host, new RegisterResource { Name = "r1" }, context =>
        {
            context.Headers.Set(CommandHeaders.Actor, "alice");
            if (role is not null) context.Headers.Set(CommandHeaders.Role, role);
        });

        Assert.Equal(expected, result is not null);
        if (!expected) Assert.Equal((403, "role_too_low"), (rejected!.Status, rejected.Code));
        Assert.Equal(expected ? 1 : 0, (await host.EventsAsync()).Count);
    }

    [Fact]
    public async Task Should_say_in_a_header_that_its_answer_is_a_replay()
    {
        await using var host = await AllocatorHost.StartAsync();
        await host.RegisterAsync("r1", "arm");

        var replays = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            await using var scope = host.Services.CreateAsyncScope();
            var client = scope.ServiceProvider.GetRequiredService<IScopedClientFactory>().CreateRequestClient<LockResources>();
            var response = await client.GetResponse<LockResourcesResult>(
                Ask.Lock("arm"),
                pipe => pipe.UseExecute(context => context.Headers.Set(CommandHeaders.IdempotencyKey, "key")),
                TestContext.Current.CancellationToken);
            replays.Add(response.Headers.Get<string>(CommandHeaders.Replayed));
        }

        Assert.Equal([null, "True"], replays);
    }

    [Fact]
    public async Task Should_be_refused_once_nobody_waits_for_its_answer()
    {
        await using var host = await AllocatorHost.StartAsync();

        var (_, rejected) = await AskAsync<RegisterResource, RegisterResourceResult>(host, new RegisterResource { Name = "r1" }, context =>
            context.Headers.Set(CommandHeaders.AnswerBy, host.Clock.Now.AddSeconds(-1).ToString("O")));

        Assert.Equal((503, "answer_too_late"), (rejected!.Status, rejected.Code));
        Assert.Empty(await host.EventsAsync());
    }

    [Fact]
    public async Task Should_be_carried_out_though_nobody_asked_for_an_answer()
    {
        await using var host = await AllocatorHost.StartAsync();

        await host.Services.GetRequiredService<IBus>().Publish(new RegisterResource { Name = "r1" }, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(
            async () => (await host.EventsAsync()).Count == 1, TimeSpan.FromSeconds(10), "the resource is registered");
    }

    [Fact]
    public async Task Should_be_done_once_though_it_is_delivered_twice()
    {
        await using var host = await AllocatorHost.StartAsync();
        var bus = host.Services.GetRequiredService<IBus>();
        var id = Guid.NewGuid();
        for (var i = 0; i < 2; i++) await host.RegisterAsync($"r{i}", "arm");

        for (var i = 0; i < 2; i++)
        {
            await bus.Publish(Ask.Lock("arm"), context => context.MessageId = id, TestContext.Current.CancellationToken);
        }

        await bus.Publish(new RegisterResource { Name = "last" }, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            async () => await host.ReadAsync(db => db.Resources.AnyAsync(r => r.Name == "last"))
                && await host.ReadAsync(db => db.Locks.AnyAsync()),
            TimeSpan.FromSeconds(10),
            "all is consumed");
        await host.SweepAsync();
        Assert.Single(await host.EventsAsync<LockAcquired>());
    }

    [Fact]
    public async Task Should_let_the_scheduler_start_what_is_due()
    {
        await using var host = await AllocatorHost.StartAsync();
        var resource = await host.RegisterAsync("r1", "arm");
        var granted = await host.LockAsync(resource, ttl: 10);
        host.Clock.Advance(10);

        await host.Services.GetRequiredService<IBus>().Publish(
            new ExpireLock { LockIds = [granted.LockId] }, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(
            async () => await host.StatusAsync(resource) == ResourceStatus.Available, TimeSpan.FromSeconds(10), "the lock has expired");
    }

    [Fact]
    public async Task Should_be_finished_though_the_service_is_told_to_stop()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopping = new Stopping();
        await using var host = await AllocatorHost.StartAsync(services =>
        {
            // A bus that has not started all of its endpoints is not stopped but dropped.
            services.Configure<MassTransitHostOptions>(bus => bus.WaitUntilStarted = true);
            services.AddSingleton<IBusObserver>(stopping);
            services.Replace<MarkAvailable>(async (provider, _, token) =>
            {
                reached.TrySetResult();
                await stopping.Began.WaitAsync(token);
                await provider.GetRequiredService<Allocator.Resources.ResourceRegistry>().AddAsync([new() { Name = "r1" }], token);
                return Answers.Nothing;
            });
        });
        await host.Services.GetRequiredService<IBus>().Publish(new MarkAvailable { ResourceId = 1 }, TestContext.Current.CancellationToken);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await host.StopAsync();

        Assert.Equal("r1", Assert.Single(await host.EventsAsync()).ResourceName);
    }

    private static async Task<(TResult? Result, CommandRejected? Rejected)> AskAsync<TCommand, TResult>(
        AllocatorHost host, TCommand command, Action<SendContext<TCommand>>? configure = null)
        where TCommand : class
        where TResult : class
    {
        await using var scope = host.Services.CreateAsyncScope();
        var client = scope.ServiceProvider.GetRequiredService<IScopedClientFactory>().CreateRequestClient<TCommand>();
        var response = await client.GetResponse<TResult, CommandRejected>(
            command, pipe => pipe.UseExecute(context => configure?.Invoke(context)), TestContext.Current.CancellationToken);
        return response.Is<CommandRejected>(out var rejected) ? (null, rejected.Message) : ((TResult)response.Message, null);
    }

    private sealed class Stopping : IBusObserver
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Began => _began.Task;

        public Task PreStop(IBus bus)
        {
            _began.TrySetResult();
            return Task.CompletedTask;
        }

        public void PostCreate(IBus bus)
        {
        }

        public void CreateFaulted(Exception exception)
        {
        }

        public Task PreStart(IBus bus) => Task.CompletedTask;

        public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

        public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

        public Task PostStop(IBus bus) => Task.CompletedTask;

        public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Hosting;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Events;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Sqlite;

namespace RentABot.Allocator.Tests.Support;

/// <summary>A whole allocator on a SQLite file of its own, with a clock that the test moves.</summary>
internal sealed class AllocatorHost : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly IHost _host;

    private AllocatorHost(Action<IServiceCollection>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tokens:Keys:0"] = "a-key-for-tests-of-32-characters-or-more",
        });
        builder.Services.AddSqlite(Path.Combine(_directory.FullName, "test.db"), durable: false);
        builder.Services.AddInMemoryBus(bus => bus.AddAllocatorConsumers());
        builder.Services.AddAllocator();
        builder.Services.AddSingleton<IDatabaseClock>(Clock);
        configure?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public MovableClock Clock { get; } = new();

    public IServiceProvider Services => _host.Services;

    public static async Task<AllocatorHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var host = new AllocatorHost(configure);
        await host._host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<SchemaGate>().WaitAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>What the write loop answers.</summary>
    public Task<WriteOutcome> DecideAsync(object command, Guid? commandId = null, string? idempotencyKey = null, string actor = "tester")
    {
        var id = commandId ?? Guid.NewGuid();
        return Services.GetRequiredService<WriteLoop>().SubmitAsync(
            new WriteRequest
            {
                Command = command,
                CommandId = id,
                Mark = CommandTable.Of(command).MarkedReply is null ? null : MarkKeys.Of(id, idempotencyKey),
                Caller = new Caller(actor, "127.0.0.1", "tests"),
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>The command's result; a rejection fails the test.</summary>
    public async Task<TReply> DoAsync<TReply>(object command, string actor = "tester")
    {
        var outcome = await DecideAsync(command, actor: actor);
        return outcome.Reply is TReply reply
            ? reply
            : throw new InvalidOperationException($"{command.GetType().Name} was answered by {outcome.Reply}");
    }

    /// <summary>The command's rejection; a result fails the test.</summary>
    public Task<CommandRejected> RefusedAsync(object command) => DoAsync<CommandRejected>(command);

    /// <summary>Lets what is due happen, as a scheduler's message does.</summary>
    public Task SweepAsync() => DecideAsync(new ExpireLock { LockIds = [] });

    public async Task<ResourceState> RegisterAsync(string name, params string[] tags) =>
        (await DoAsync<RegisterResourceResult>(new RegisterResource { Name = name, Tags = tags })).Resource;

    public async Task<LockGranted> LockAsync(ResourceState resource, string client = "holder", int? ttl = null) =>
        (await DoAsync<LockResourcesResult>(new LockResources { ResourceId = resource.Id, ClientId = client, Ttl = ttl })).Locks.Single();

    public Task<UnlockResourceResult> UnlockAsync(LockGranted granted) =>
        DoAsync<UnlockResourceResult>(new UnlockResource { ResourceId = granted.ResourceId, LockToken = granted.LockToken });

    public async Task<ReservationState> ReserveAsync(
        string tag, int quantity = 1, int priority = 5, int maxWaitTime = 3600, string client = "waiter", int? ttl = null) =>
        (await DoAsync<CreateReservationResult>(new CreateReservation
        {
            Tags = [tag],
            Quantity = quantity,
            Priority = priority,
            MaxWaitTime = maxWaitTime,
            ClientId = client,
            Ttl = ttl,
        })).Reservation;

    public async Task<ReservationState> ReservationAsync(ReservationState reservation)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var row = await db.Reservations.SingleAsync(r => r.CorrelationId == reservation.ReservationId);
        return Persistence.Reservations.ReservationStates.ToState(row);
    }

    public async Task<ResourceState> ResourceAsync(long id)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        return (await db.ResourceSnapshots().SingleAsync(s => s.Resource.Id == id)).ToState();
    }

    public async Task<List<EventRow>> EventsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RentABotDbContext>().Events.OrderBy(e => e.Sequence).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}

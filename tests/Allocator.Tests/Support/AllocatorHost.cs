using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;
using RentABot.Hosting;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Events;
using RentABot.Persistence.Queue;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Sqlite;
using RentABot.Rules;

namespace RentABot.Allocator.Tests.Support;

/// <summary>A whole allocator on a SQLite file of its own, with a clock that the test moves.</summary>
internal sealed class AllocatorHost : IAsyncDisposable
{
    private static readonly Caller Tester = new("tester", Role.Admin, "127.0.0.1", "tests");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");
    private readonly Dictionary<string, string?> _settings;
    private IHost _host;
    private bool _started;

    private AllocatorHost(Action<IServiceCollection>? configure, Dictionary<string, string?>? settings)
    {
        _settings = new Dictionary<string, string?>(settings ?? []);
        if (!_settings.Keys.Any(key => key.StartsWith("Tokens:", StringComparison.Ordinal)))
        {
            _settings["Tokens:Keys:0"] = "a-key-for-tests-of-32-characters-or-more";
        }

        DatabaseTemplate.CopyTo(DatabasePath);
        _host = Build(configure);
    }

    public MovableClock Clock { get; } = new();

    public string DatabasePath => Path.Combine(_directory.FullName, "test.db");

    public IServiceProvider Services => _host.Services;

    public static async Task<AllocatorHost> StartAsync(
        Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null)
    {
        var host = new AllocatorHost(configure, settings);
        try
        {
            await host.BeginAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops this allocator and starts another one on the same file, with the clock where it is.</summary>
    public async Task RestartAsync(Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null)
    {
        foreach (var (key, value) in settings ?? []) _settings[key] = value;
        await EndAsync();
        _host = Build(configure);
        await BeginAsync();
    }

    /// <summary>Stops the services; the database can still be read.</summary>
    public async Task StopAsync()
    {
        if (_started) await _host.StopAsync();
        _started = false;
    }

    /// <summary>What the write loop answers.</summary>
    public Task<WriteOutcome> DecideAsync(
        object command,
        Guid? commandId = null,
        string? idempotencyKey = null,
        string actor = "tester",
        DateTimeOffset? answerBy = null) =>
        Services.GetRequiredService<WriteLoop>().SubmitAsync(
            RequestOf(command, commandId, idempotencyKey, actor, answerBy), TestContext.Current.CancellationToken);

    /// <summary>What the write loop answers to a caller.</summary>
    public Task<WriteOutcome> DecideAsync(object command, Caller caller) => Services.GetRequiredService<WriteLoop>().SubmitAsync(
        RequestOf(command, null, null, caller.Actor, null) with { Caller = caller }, TestContext.Current.CancellationToken);

    /// <summary>What one write transaction makes of several commands.</summary>
    public Task<IReadOnlyList<WriteOutcome>> DecideTogetherAsync(params object[] commands) => DecideTogetherAsync(Tester, commands);

    /// <summary>What one write transaction makes of several commands of a caller.</summary>
    public async Task<IReadOnlyList<WriteOutcome>> DecideTogetherAsync(Caller caller, params object[] commands)
    {
        await using var scope = Services.CreateAsyncScope();
        var requests = commands.Select(command => RequestOf(command, null, null, caller.Actor, null) with { Caller = caller }).ToList();
        return await scope.ServiceProvider.GetRequiredService<WritePass>().RunAsync(requests, TestContext.Current.CancellationToken);
    }

    /// <summary>The command's result; a rejection fails the test.</summary>
    public async Task<TReply> DoAsync<TReply>(object command, string actor = "tester")
    {
        var outcome = await DecideAsync(command, actor: actor);
        return outcome.Reply is TReply reply
            ? reply
            : throw new InvalidOperationException($"{command.GetType().Name} was answered by {outcome.Reply}");
    }

    /// <summary>The command's rejection, which must be this one; a result fails the test.</summary>
    public async Task<CommandRejected> RefusedAsync(object command, int status, string code)
    {
        var rejected = await DoAsync<CommandRejected>(command);
        Assert.Equal((status, code), (rejected.Status, rejected.Code));
        return rejected;
    }

    /// <summary>Lets what is due happen, as a scheduler's message does.</summary>
    public Task SweepAsync() => DecideAsync(new ExpireLock { LockIds = [] });

    public Task SweepAfterAsync(int seconds)
    {
        Clock.Advance(seconds);
        return SweepAsync();
    }

    public async Task<ResourceState> RegisterAsync(string name, params string[] tags) =>
        (await DoAsync<RegisterResourceResult>(new RegisterResource { Name = name, Tags = tags })).Resource;

    public async Task<ResourceState> RegisterAsync(string name, int maxLockDuration, params string[] tags) =>
        (await DoAsync<RegisterResourceResult>(new RegisterResource
        {
            Name = name,
            Tags = tags,
            MaxLockDuration = maxLockDuration,
        })).Resource;

    public async Task<LockGranted> LockAsync(ResourceState resource, string client = "holder", int? ttl = null) =>
        (await DoAsync<LockResourcesResult>(new LockResources { ResourceId = resource.Id, ClientId = client, Ttl = ttl })).Locks.Single();

    public Task<UnlockResourceResult> UnlockAsync(LockGranted granted) => DoAsync<UnlockResourceResult>(Ask.Unlock(granted));

    public async Task<ReservationState> ReserveAsync(
        string tag,
        int quantity = 1,
        int priority = 5,
        int maxWaitTime = 3600,
        string client = "waiter",
        int? ttl = null,
        int? claimWindow = null) =>
        (await DoAsync<CreateReservationResult>(
            Ask.Reserve(tag, quantity, priority, maxWaitTime, client, ttl, claimWindow))).Reservation;

    public Task<ClaimReservationResult> ClaimAsync(ReservationState reservation) =>
        DoAsync<ClaimReservationResult>(Ask.Claim(reservation));

    public async Task<ReservationState> CancelAsync(ReservationState reservation) =>
        (await DoAsync<CancelReservationResult>(Ask.Cancel(reservation))).Reservation;

    public async Task<ResourceState> TakeOutAsync(
        ResourceState resource, string reason = "broken", DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        (await DoAsync<MarkUnavailableResult>(Ask.TakeOut(resource, reason, from, until))).Resource;

    public async Task<ResourceState> BringBackAsync(ResourceState resource) =>
        (await DoAsync<MarkAvailableResult>(new MarkAvailable { ResourceId = resource.Id })).Resource;

    public Task<ReservationState> ReservationAsync(ReservationState reservation) =>
        ReadAsync(async db => (await db.Reservations.SingleAsync(r => r.CorrelationId == reservation.ReservationId)).ToState());

    public async Task<ReservationStatus> StatusAsync(ReservationState reservation) => (await ReservationAsync(reservation)).Status;

    public Task<ResourceState> ResourceAsync(long id) =>
        ReadAsync(async db => (await db.ResourceSnapshots().SingleAsync(s => s.Resource.Id == id)).ToState());

    public async Task<ResourceStatus> StatusAsync(ResourceState resource) => (await ResourceAsync(resource.Id)).Status;

    /// <summary>What is held for a reservation, gathered or fulfilled.</summary>
    public Task<List<long>> HeldForAsync(ReservationState reservation) => ReadAsync(db =>
        db.Holds.Where(h => h.ReservationId == reservation.ReservationId).Select(h => h.ResourceId).Order().ToListAsync());

    public async Task<int?> PositionAsync(ReservationState reservation)
    {
        return (await StandingAsync(reservation))?.Position;
    }

    /// <summary>Where a pending reservation stands, by a book that is loaded for the purpose.</summary>
    public async Task<QueueStanding?> StandingAsync(ReservationState reservation)
    {
        using var books = new QueueBookKeeper(TimeProvider.System);
        return await ReadAsync(db => books.ReadAsync(
            db,
            sequence: null,
            book => book.StandingsOf([reservation.ReservationId], Clock.Now).GetValueOrDefault(reservation.ReservationId),
            TestContext.Current.CancellationToken));
    }

    public Task<List<EventRow>> EventsAsync() => ReadAsync(db => db.Events.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());

    public async Task<List<TEvent>> EventsAsync<TEvent>()
        where TEvent : Event =>
        (await EventsAsync()).Where(e => e.Type == typeof(TEvent).Name).Select(EventRows.Read).Cast<TEvent>().ToList();

    public async Task<T> ReadAsync<T>(Func<RentABotDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RentABotDbContext>());
    }

    /// <summary>Everything that the database's files say, byte for byte.</summary>
    public async Task<string> DatabaseBytesAsync()
    {
        await ReadAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var text = new System.Text.StringBuilder();
        foreach (var file in _directory.GetFiles())
        {
            await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync());
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _directory.Delete(recursive: true);
    }

    private static WriteRequest RequestOf(
        object command, Guid? commandId, string? idempotencyKey, string actor, DateTimeOffset? answerBy)
    {
        var id = commandId ?? Guid.NewGuid();
        return new WriteRequest
        {
            Command = command,
            CommandId = id,
            Mark = CommandTable.Of(command).MarkedReply is null ? null : MarkKeys.Of(id, actor, idempotencyKey),
            Caller = Tester with { Actor = actor },
            AnswerBy = answerBy,
        };
    }

    private IHost Build(Action<IServiceCollection>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Services.AddSqlite(DatabasePath, durable: false);
        builder.Services.AddAllocator();
        builder.Services.AddInMemoryBus(bus => bus.AddAllocatorConsumers());
        builder.Services.AddSingleton<IDatabaseClock>(Clock);
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private async Task BeginAsync()
    {
        await _host.StartAsync(TestContext.Current.CancellationToken);
        _started = true;
        await Services.GetRequiredService<SchemaGate>().WaitAsync(TestContext.Current.CancellationToken);
    }

    private async Task EndAsync()
    {
        await StopAsync();
        _host.Dispose();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = DatabasePath, ForeignKeys = true }.ConnectionString);
        Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
    }
}

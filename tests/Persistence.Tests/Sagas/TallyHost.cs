using MassTransit;
using MassTransit.Mediator;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Persistence.Sagas;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Sagas;

/// <summary>The tally saga on a fresh database, behind a mediator and behind an in-memory bus.</summary>
internal sealed class TallyHost : IAsyncDisposable
{
    public const int ConcurrentMessages = 32;

    private readonly ServiceProvider _services;

    private TallyHost(TestDatabase database)
    {
        Database = database;
        _services = new ServiceCollection()
            .AddDbContext<TallyDbContext>(database.Configure)
            .AddSingleton(database.WriteTransactions)
            .AddMediator(mediator => mediator.AddSagaStateMachine<TallyMachine, Tally>().EntityFrameworkRepository<Tally, TallyDbContext>())
            .AddMassTransitTestHarness(TextWriter.Null, bus =>
            {
                bus.SetTestTimeouts(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
                bus.AddSagaStateMachine<TallyMachine, Tally>().EntityFrameworkRepository<Tally, TallyDbContext>();
                bus.UsingInMemory((context, transport) =>
                {
                    transport.ConcurrentMessageLimit = ConcurrentMessages;
                    transport.ConfigureEndpoints(context);
                });
            })
            .BuildServiceProvider(validateScopes: true);
    }

    public TestDatabase Database { get; }
    public IMediator Mediator => _services.GetRequiredService<IMediator>();
    public ITestHarness Bus => _services.GetRequiredService<ITestHarness>();
    public ILoadSagaRepository<Tally> LoadRepository => _services.GetRequiredService<ILoadSagaRepository<Tally>>();
    public IQuerySagaRepository<Tally> QueryRepository => _services.GetRequiredService<IQuerySagaRepository<Tally>>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TallyHost> StartAsync(DatabaseKind kind)
    {
        var host = new TallyHost(await TestDatabase.CreateAsync(kind));
        await using var scope = host.CreateScope();
        await scope.ServiceProvider.GetRequiredService<TallyDbContext>().Database.EnsureCreatedAsync(Cancellation);
        return host;
    }

    public AsyncServiceScope CreateScope() => _services.CreateAsyncScope();

    /// <summary>Raises an event in a scope, and so on the scope's own context.</summary>
    public Task SendAsync<T>(IServiceScope scope, T message)
        where T : class =>
        Mediator.Send(message, Pipe.Execute<SendContext<T>>(context => context.AddOrUpdatePayload(() => scope, _ => scope)), Cancellation);

    public Task SendAsync<T>(T message)
        where T : class =>
        Mediator.Send(message, Cancellation);

    public async Task<Guid> AddTallyAsync(int total = 0, string team = "")
    {
        var tally = new Tally { CorrelationId = Guid.NewGuid(), State = nameof(TallyMachine.Running), Total = total, Team = team };
        await using var scope = CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TallyDbContext>();
        db.Add(tally);
        await db.SaveChangesAsync(Cancellation);
        return tally.CorrelationId;
    }

    /// <summary>What other connections see: committed rows only.</summary>
    public async Task<Dictionary<Guid, int>> TotalsAsync()
    {
        await using var scope = CreateScope();
        return await scope.ServiceProvider.GetRequiredService<TallyDbContext>().Tallies.AsNoTracking()
            .ToDictionaryAsync(tally => tally.CorrelationId, tally => tally.Total, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}

using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Deadlines;
using RentABot.Allocator.History;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Maintenance;
using RentABot.Allocator.Metrics;
using RentABot.Allocator.Queue;
using RentABot.Allocator.Relay;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Resources;
using RentABot.Allocator.Settings;
using RentABot.Allocator.Tokens;
using RentABot.Allocator.Writing;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;
using RentABot.Persistence;
using RentABot.Persistence.Audit;
using RentABot.Persistence.Queue;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Sagas;

namespace RentABot.Allocator;

internal static class AllocatorRegistration
{
    /// <summary>
    /// The allocator. Its tables are added by who calls this, and its bus after it: services stop in the reverse order,
    /// so that the commands at work are still decided while the bus drains.
    /// </summary>
    public static void AddAllocator(this IServiceCollection services)
    {
        AddSchema(services);
        services.AddAllocatorCore();
        AddHealing(services);
        AddRelay(services);
        AddGauges(services);
    }

    /// <summary>What decides commands, without the bus that brings them and the work that runs beside.</summary>
    public static void AddAllocatorCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddSettings(services);
        services.AddServiceMeter();
        AddWriting(services);
        CommandTable.AddHandlers(services);
        AddReservations(services);
        AddHistory(services);
    }

    /// <summary>A queue for each command.</summary>
    public static void AddAllocatorConsumers(this IBusRegistrationConfigurator bus) => CommandTable.AddConsumers(bus);

    private static void AddSettings(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<LockOptions>, LockOptionsValidator>();
        services.AddOptions<LockOptions>().BindConfiguration(LockOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenOptions>, TokenOptionsValidator>();
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TrustOptions>, TrustOptionsValidator>();
        services.AddOptions<TrustOptions>().BindConfiguration(TrustOptions.Section).ValidateOnStart();
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section);
    }

    private static void AddSchema(IServiceCollection services)
    {
        services.AddHostedService<MigrationService>();
    }

    private static void AddWriting(IServiceCollection services)
    {
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<AllocatorMeter>();
        services.AddSingleton<LockTokens>();
        services.AddSingleton<CallerReader>();
        services.AddRefusalLog();
        services.AddSingleton<RefusedCommands>();
        services.AddSingleton<Answering>();
        services.AddSingleton<WriteLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<WriteLoop>());
        services.AddScoped<WritePass>();
        services.AddScoped<WriteTransaction>();
        services.AddScoped(provider => new WriteScope(provider));
        services.AddScoped<EventLog>();
        services.AddScoped<CommandMarks>();
        services.AddScoped<DueWork>();
        services.AddScoped<KnownResources>();
        services.AddScoped<LockLedger>();
        services.AddScoped<Quota>();
        services.AddScoped<TokenHolder>();
        services.AddScoped<ResourceRegistry>();
        services.AddScoped<HoldBreaker>();
        services.AddScoped<MaintenanceDesk>();
        services.AddKeyedSingleton<QueueBookKeeper>(QueueBookKeeper.OfTheWriter);
        services.AddScoped<QueuePass>();
    }

    private static void AddHealing(IServiceCollection services)
    {
        services.AddHostedService<QueueHealing>();
    }

    private static void AddRelay(IServiceCollection services)
    {
        services.AddSingleton<RelayDuty>();
        services.AddHostedService<EventRelay>();
    }

    private static void AddGauges(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<PoolOptions>, PoolOptionsValidator>();
        services.AddOptions<PoolOptions>().BindConfiguration(PoolOptions.Section).ValidateOnStart();
        services.AddHostedService<StateGauges>();
        services.AddHostedService<ErrorQueueGauge>();
    }

    private static void AddReservations(IServiceCollection services)
    {
        services.AddScoped<ReservationDesk>();
        services.AddScoped<ReservationInstances>();
        services.AddMediator(mediator => mediator
            .AddSagaStateMachine<ReservationStateMachine, Reservation>()
            .EntityFrameworkRepository<Reservation, RentABotDbContext>(ownerSaves: true));
    }

    private static void AddHistory(IServiceCollection services)
    {
        services.AddSingleton<HistoryRemoval>();
        services.AddHostedService(provider => provider.GetRequiredService<HistoryRemoval>());
    }
}

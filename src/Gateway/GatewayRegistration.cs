using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Access;
using RentABot.Gateway.Audit;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Commands;
using RentABot.Gateway.Descriptors;
using RentABot.Gateway.Json;
using RentABot.Gateway.Live;
using RentABot.Gateway.Locks;
using RentABot.Gateway.Logs;
using RentABot.Gateway.Metrics;
using RentABot.Gateway.OpenApi;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Proxies;
using RentABot.Gateway.Requests;
using RentABot.Gateway.Reservations;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Settings;
using RentABot.Gateway.Webhooks;
using RentABot.Gateway.Web;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;
using RentABot.Persistence.Audit;
using RentABot.Persistence.Queue;

namespace RentABot.Gateway;

internal static class GatewayRegistration
{
    /// <summary>The REST side; its tables and its bus are added by who calls this.</summary>
    public static void AddGateway(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddSettings(services);
        AddRequests(services);
        services.AddAccess();
        services.AddRateLimits();
        AddClock(services);
        AddLists(services);
        AddCommands(services);
        AddWaiting(services);
        services.AddLive();
        AddDescriptors(services);
        AddAudit(services);
        services.AddWebhookApi();
        services.AddApiDocument();
        services.HideQueryStrings();
        services.AddPages();
    }

    /// <summary>Queues of this process alone, where it hears of reservations that are waited for, and of the event log.</summary>
    public static void AddGatewayConsumers(this IBusRegistrationConfigurator bus)
    {
        AddListener<ReservationListener>(bus);
        AddListener<FeedListener>(bus);
    }

    private static void AddListener<TConsumer>(IBusRegistrationConfigurator bus)
        where TConsumer : class, IConsumer =>
        bus.AddConsumer<TConsumer>().Endpoint(endpoint =>
        {
            endpoint.Name = QueueNames.ListenerPrefix + NewId.NextGuid().ToString("N");
            endpoint.Temporary = true;
        });

    private static void AddSettings(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.AddHttpServer();
        services.AddForwardedRequests();
    }

    private static void AddRequests(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.ConfigureHttpJsonOptions(json => GatewayJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddRequestTimes();
        services.AddSingleton<TagLists>();
        services.AddServiceMeter();
        services.AddSingleton<RequestDurations>();
    }

    private static void AddAudit(IServiceCollection services)
    {
        services.AddRefusalLog();
        services.AddSingleton<IValidateOptions<AuditFileOptions>, AuditFileOptionsValidator>();
        services.AddOptions<AuditFileOptions>().BindConfiguration(AuditFileOptions.Section).ValidateOnStart();
        services.AddHostedService<AuditFileWriter>();
    }

    private static void AddClock(IServiceCollection services)
    {
        services.AddSingleton<DatabaseTime>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseTime>());
    }

    private static void AddLists(IServiceCollection services)
    {
        services.AddSingleton<LedgerVersion>();
        services.AddSingleton<ResourcePages>();
    }

    private static void AddCommands(IServiceCollection services)
    {
        services.AddSingleton<BrokerState>();
        services.AddSingleton<KeysInFlight>();
        services.AddSingleton<FollowUps>();
        services.AddHostedService(provider => provider.GetRequiredService<FollowUps>());
        services.AddSingleton<CommandSharing>();
        services.AddSingleton<CommandBus>();
        services.AddScoped<CommandDispatcher>();
        services.AddScoped<QueuedLock>();
    }

    private static void AddWaiting(IServiceCollection services)
    {
        services.AddSingleton<Waiters>();
        services.AddSingleton<ReservationWait>();
        services.AddKeyedSingleton<QueueBookKeeper>(QueueBookKeeper.OfReaders);
        services.AddScoped<ReservationStandings>();
        services.AddHostedService<ReservationSweep>();
    }

    private static void AddDescriptors(IServiceCollection services)
    {
        services.AddSingleton<DescriptorLog>();
        services.AddSingleton<ImportProgress>();
        services.AddSingleton<StartImport>();
        services.AddSingleton<IStartCheck>(provider => provider.GetRequiredService<StartImport>());
        services.AddHostedService(provider => provider.GetRequiredService<StartImport>());
        services.AddHealthChecks().AddCheck<ImportProgress>("descriptor");
    }
}

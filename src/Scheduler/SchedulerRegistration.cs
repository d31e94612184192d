using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RentABot.Scheduler.Durable;
using RentABot.Scheduler.History;
using RentABot.Scheduler.Startup;
using RentABot.Scheduler.Sweeps;
using RentABot.Scheduler.Webhooks;

namespace RentABot.Scheduler;

public static class SchedulerRegistration
{
    /// <summary>
    /// Sends what is due at an instant as a message. Needs a database, a bus that was added before it (so that the last
    /// sweep can still send when the service stops), and a store: <see cref="DurableStoreRegistration"/>.
    /// </summary>
    public static void AddScheduler(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSweeps();
        services.AddHistory();
        services.AddDurableSchedule();
        services.AddHostedService<SchedulerService>();
        services.AddWebhooks();
    }

    /// <summary>What the scheduler hears of, over the bus.</summary>
    public static void AddSchedulerConsumers(this IBusRegistrationConfigurator bus) => bus.AddWebhookListener();

    private static void AddSweeps(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SweepOptions>, SweepOptionsValidator>();
        services.AddOptions<SweepOptions>().BindConfiguration(SweepOptions.Section).ValidateOnStart();
        services.AddSingleton<SentLately>();
        services.AddSingleton<SweepHealth>();
        services.AddSingleton<Sweep>();
        services.AddTransient<SweepJob>();
        services.AddSingleton<SweepSchedule>();
        services.AddHealthChecks().AddCheck<SweepHealthCheck>("sweeps");
    }

    private static void AddHistory(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<HistoryOptions>, HistoryOptionsValidator>();
        services.AddOptions<HistoryOptions>().BindConfiguration(HistoryOptions.Section).ValidateOnStart();
        services.AddTransient<RemoveHistoryJob>();
        services.AddSingleton<HistorySchedule>();
    }

    private static void AddDurableSchedule(this IServiceCollection services)
    {
        services.AddSingleton<DurableSchedule>();
        services.AddHealthChecks().AddCheck<DurableScheduleHealthCheck>("schedule");
    }
}

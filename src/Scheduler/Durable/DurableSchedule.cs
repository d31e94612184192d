using Microsoft.Extensions.Logging;
using Quartz;
using Quartz.Impl;
using RentABot.Rules;
using RentABot.Scheduler.History;
using RentABot.Scheduler.Startup;

namespace RentABot.Scheduler.Durable;

/// <summary>The Quartz scheduler whose jobs and triggers survive a restart.</summary>
internal sealed partial class DurableSchedule(
    IServiceProvider services,
    ILoggerFactory loggers,
    DurableStore store,
    HistorySchedule history,
    TimeProvider time,
    ILogger<DurableSchedule> logger)
{
    /// <summary>The nodes of a cluster are those that have this name in the tables.</summary>
    public const string Name = "RentABot";

    /// <summary>Each webhook's, so that none waits for another's receiver, and the removal of history.</summary>
    private const int MostJobsAtOnce = Limits.MaxWebhooks + 1;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private StandaloneSchedulerFactory? _factory;

    /// <summary>Null until the store has answered.</summary>
    public IScheduler? Scheduler { get; private set; }

    /// <summary>Tries until the store answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryStartAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == 1) LogNotStarted(exception);
            }

            await Task.Delay(RetryAfter, time, cancellationToken);
        }
    }

    /// <summary>Returns when the jobs that run have come to their end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Scheduler is not null) await Scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        if (_factory is not null) await _factory.DisposeAsync();
    }

    private async Task TryStartAsync(CancellationToken cancellationToken)
    {
        // A scheduler that could not start is of no further use to Quartz, so each attempt builds another one.
        if (_factory is not null) await _factory.DisposeAsync();
        _factory = QuartzSchedulerBuilder.Create(Configure).Build();
        var scheduler = await _factory.GetScheduler(cancellationToken);
        try
        {
            await history.ApplyAsync(scheduler, cancellationToken);
            await scheduler.Start(cancellationToken);
            Scheduler = scheduler;
        }
        catch
        {
            await scheduler.Shutdown(waitForJobsToComplete: false, CancellationToken.None);
            throw;
        }
    }

    private void Configure(IQuartzBuilder quartz)
    {
        quartz.Services.AddHostLogging(loggers);
        quartz
            .ConfigureScheduler(scheduler => scheduler.InstanceName = Name)
            .UseDefaultThreadPool(maxConcurrency: MostJobsAtOnce)
            .UseJobFactory(new MicrosoftDependencyInjectionJobFactory(services));
        store.Use(quartz);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Quartz cannot start on its store; trying again every few seconds")]
    private partial void LogNotStarted(Exception exception);
}

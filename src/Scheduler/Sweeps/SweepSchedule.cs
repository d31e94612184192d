using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using Quartz.Impl;
using RentABot.Scheduler.Startup;

namespace RentABot.Scheduler.Sweeps;

/// <summary>Sweeps again and again, on every node: a Quartz scheduler of its own, in memory, that needs no database to run.</summary>
internal sealed class SweepSchedule(IServiceProvider services, ILoggerFactory loggers, IOptions<SweepOptions> options)
{
    private readonly SteadyTime _time = new(TimeProvider.System);
    private StandaloneSchedulerFactory? _factory;
    private IScheduler? _scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _factory = QuartzSchedulerBuilder.Create(Configure).Build();
        _scheduler = await _factory.GetScheduler(cancellationToken);

        // Each interval begins when a sweep is over: one that took long holds up none.
        var job = JobBuilder.Create<SweepJob>().WithIdentity("sweep").Build();
        var trigger = TriggerBuilder.Create(_time)
            .WithIdentity("sweep")
            .StartNow()
            .WithSimpleSchedule(schedule => schedule
                .WithInterval(options.Value.Interval)
                .RepeatForever()
                .MeasureIntervalFromCompletion())
            .Build();
        await _scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        await _scheduler.Start(cancellationToken);
    }

    /// <summary>Returns when the sweep that runs has come to its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is not null) await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        if (_factory is not null) await _factory.DisposeAsync();
    }

    private void Configure(IQuartzBuilder quartz)
    {
        quartz.Services.AddHostLogging(loggers);
        quartz
            .ConfigureScheduler(scheduler => scheduler.InstanceName = "Sweeps")
            .UseDefaultThreadPool(maxConcurrency: 1)
            .UseTimeProvider(_time)
            .UseJobFactory(new MicrosoftDependencyInjectionJobFactory(services))
            .UseInMemoryStore();
    }
}

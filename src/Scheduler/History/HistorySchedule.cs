using Microsoft.Extensions.Options;
using Quartz;

namespace RentABot.Scheduler.History;

/// <summary>Puts the job into the durable store, as the settings say.</summary>
internal sealed class HistorySchedule(IOptions<HistoryOptions> options)
{
    public static readonly JobKey Job = new("remove-history");
    public static readonly TriggerKey Trigger = new("remove-history");

    /// <summary>
    /// Changes nothing when the store already has it: replacing the trigger would forget a firing that was missed while
    /// no scheduler ran.
    /// </summary>
    public async Task ApplyAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var job = JobBuilder.Create<RemoveHistoryJob>().WithIdentity(Job).StoreDurably().RequestRecovery().Build();
        await scheduler.AddJob(job, new AddJobOptions { Replace = true }, cancellationToken);

        var wanted = (ICronTrigger)NewTrigger();
        await scheduler.ScheduleTrigger(wanted, TriggerConflict.Keep, cancellationToken);
        if (await scheduler.GetTrigger(Trigger, cancellationToken) is ICronTrigger stored
            && (stored.CronExpressionString != wanted.CronExpressionString
                || await scheduler.GetTriggerState(Trigger, cancellationToken) == TriggerState.Error))
        {
            await scheduler.RescheduleJob(Trigger, wanted, cancellationToken);
        }
    }

    private ITrigger NewTrigger() => TriggerBuilder.Create()
        .WithIdentity(Trigger)
        .ForJob(Job)
        .WithCronSchedule(options.Value.Cron, cron => cron
            .InTimeZone(TimeZoneInfo.Utc)
            .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
        .Build();
}

using Quartz;

namespace RentABot.Scheduler.Webhooks;

/// <summary>
/// A durable job for each webhook, which runs on one node at a time, and its one trigger: the next firing, which can only be
/// moved closer.
/// </summary>
internal sealed class WebhookTriggers(TimeProvider time)
{
    private const string Group = "webhooks";

    public static JobKey JobOf(Guid webhook) => new(webhook.ToString("N"), Group);

    public async Task FireAsync(IScheduler scheduler, Guid webhook, TimeSpan after, CancellationToken cancellationToken)
    {
        var job = JobOf(webhook);
        if (!await scheduler.Exists(job, cancellationToken))
        {
            var detail = JobBuilder.Create<DeliverWebhookJob>().WithIdentity(job).StoreDurably().RequestRecovery().Build();
            await scheduler.AddJob(detail, new AddJobOptions { Replace = true }, cancellationToken);
        }

        var trigger = TriggerBuilder.Create(time)
            .WithIdentity(job.Name, Group)
            .ForJob(job)
            .StartAt(time.GetUtcNow() + after)
            .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();
        var scheduled = await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellationToken);

        // An older scheduler beside this one does not know the job, and gives the trigger up.
        if (scheduled.Outcome == ScheduleOutcome.Kept && await scheduler.GetTriggerState(trigger.Key, cancellationToken) == TriggerState.Error)
        {
            await scheduler.ResetTriggerFromErrorState(trigger.Key, cancellationToken);
        }
    }

    public static async Task RemoveAsync(IScheduler scheduler, Guid webhook, CancellationToken cancellationToken) =>
        await scheduler.DeleteJob(JobOf(webhook), cancellationToken);
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace RentABot.Scheduler.Durable;

internal sealed class DurableScheduleHealthCheck(DurableSchedule schedule) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(schedule.Scheduler is { Status: SchedulerStatus.Running }
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("has not started yet"));
}

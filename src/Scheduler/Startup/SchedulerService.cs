using Microsoft.Extensions.Hosting;
using RentABot.Persistence;
using RentABot.Scheduler.Durable;
using RentABot.Scheduler.Sweeps;

namespace RentABot.Scheduler.Startup;

/// <summary>Runs the schedules. The service is up, though not ready, while the database is not.</summary>
internal sealed class SchedulerService(SchemaGate schema, SweepSchedule sweeps, DurableSchedule durable) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(sweeps.StopAsync(cancellationToken), durable.StopAsync(cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await sweeps.StartAsync(stoppingToken);
        await durable.StartAsync(stoppingToken);
    }
}

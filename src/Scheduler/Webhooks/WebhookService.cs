using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RentABot.Persistence;
using RentABot.Scheduler.Durable;

namespace RentABot.Scheduler.Webhooks;

/// <summary>Sweeps when events were published, and each second, for what nobody told of.</summary>
internal sealed partial class WebhookService(
    SchemaGate schema, DurableSchedule durable, WebhookSweep sweep, WebhookWake wake, TimeProvider time, ILogger<WebhookService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Events that come one after the other are taken together.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        while (true)
        {
            await TrySweepAsync(stoppingToken);
            await Task.Delay(Breath, time, stoppingToken);
            await wake.WaitAsync(Period, stoppingToken);
        }
    }

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        if (durable.Scheduler is not { } scheduler) return;
        try
        {
            await sweep.RunAsync(scheduler, cancellationToken);
            if (_failing) LogRecovered();
            _failing = false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_failing) LogFailing(exception.GetType().Name, exception.Message);
            _failing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks cannot be looked after ({Failure}: {Reason}); trying again until they can")]
    private partial void LogFailing(string failure, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhooks are looked after again")]
    private partial void LogRecovered();
}

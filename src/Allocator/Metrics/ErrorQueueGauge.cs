using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Relay;
using RentABot.Hosting;
using RentABot.Hosting.Metrics;

namespace RentABot.Allocator.Metrics;

/// <summary>How many messages the broker has put aside.</summary>
internal sealed class ErrorQueueGauge : HolderGauges<IReadOnlyDictionary<string, long>>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly IErrorQueues _queues;

    public ErrorQueueGauge(ServiceMeter meter, RelayDuty duty, IErrorQueues queues, TimeProvider time, ILogger<ErrorQueueGauge> logger)
        : base(duty, Period, time, logger)
    {
        _queues = queues;
        meter.CreateGauge(
            "rentabot_error_queue_messages",
            "Messages that were put aside, by the queue that they are in.",
            () => Tell(counts => counts.Select(
                queue => new Measurement<double>(queue.Value, KeyValuePair.Create("queue", (object?)queue.Key)))));
    }

    protected override Task<IReadOnlyDictionary<string, long>> LookUpAsync(CancellationToken cancellationToken) =>
        _queues.CountAsync(CommandTable.Queues, cancellationToken);
}

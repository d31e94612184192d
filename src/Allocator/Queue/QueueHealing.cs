using Microsoft.Extensions.Hosting;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Queue;

/// <summary>
/// Every change plans the queue in its own transaction; this finds what a fault left behind all the same, such as
/// work that was due and failed, or rows that were mended by hand, of which no event tells.
/// </summary>
internal sealed class QueueHealing(WriteLoop loop, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await loop.SubmitAsync(WriteRequest.OfItsOwn(new HealQueue()), stoppingToken);
        }
    }
}

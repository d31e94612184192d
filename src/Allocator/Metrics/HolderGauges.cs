using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Relay;

namespace RentABot.Allocator.Metrics;

/// <summary>
/// Gauges that tell what is looked up now and then: only by the one allocator that relays events, so that sums over all
/// are right, and not at all while the look-up fails, rather than what was so before.
/// </summary>
internal abstract partial class HolderGauges<TFigures>(RelayDuty duty, TimeSpan period, TimeProvider time, ILogger logger) : BackgroundService
    where TFigures : class
{
    private volatile TFigures? _figures;

    protected abstract Task<TFigures> LookUpAsync(CancellationToken cancellationToken);

    protected IEnumerable<Measurement<double>> Tell(Func<TFigures, IEnumerable<Measurement<double>>> tell) =>
        _figures is { } figures && duty.IsOurs ? tell(figures) : [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            if (!duty.IsOurs) _figures = null;
            await duty.WaitAsync(stoppingToken);
            _figures = await TryLookUpAsync(stoppingToken);
            await Task.Delay(period, time, stoppingToken);
        }
    }

    private async Task<TFigures?> TryLookUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LookUpAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotLookedUp(GetType().Name, exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Gauges} tell nothing until they can look up what is so")]
    private partial void LogNotLookedUp(string gauges, Exception exception);
}

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
    private bool _failed;

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
            var figures = await LookUpAsync(cancellationToken);
            _failed = false;
            return figures;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Once, and not every few seconds.
            if (!_failed) LogNotLookedUp(GetType().Name, exception.GetType().Name, exception.Message);
            _failed = true;
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gauges} cannot be told ({Failure}: {Reason}); they are left out until they can")]
    private partial void LogNotLookedUp(string gauges, string failure, string reason);
}

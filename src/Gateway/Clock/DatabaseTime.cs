using Microsoft.Extensions.Options;
using RentABot.Gateway.Settings;
using RentABot.Persistence;
using RentABot.Persistence.Clock;

namespace RentABot.Gateway.Clock;

/// <summary>
/// The database's clock, read now and then and carried on by this machine's stopwatch. This machine's own idea of the
/// time is never used, so it may be an hour off.
/// </summary>
internal sealed partial class DatabaseTime(
    IServiceScopeFactory scopes, IDatabaseClock clock, TimeProvider time, IOptions<GatewayOptions> options, ILogger<DatabaseTime> logger)
    : BackgroundService
{
    private volatile Reading? _last;

    /// <summary>The database's present instant. Asks the database only as long as it never answered.</summary>
    public async ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        var reading = _last ?? await ReadAsync(cancellationToken);
        return reading.Instant + time.GetElapsedTime(reading.Timestamp);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ClockPeriod, time);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var asked = time.GetTimestamp();
        var instant = await clock.ReadAsync(db, cancellationToken);

        // It was read somewhere between question and answer; half of that is the least wrong guess.
        return _last = new Reading(instant + (time.GetElapsedTime(asked) / 2), time.GetTimestamp());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database's clock could not be read ({Failure})")]
    private partial void LogNotRead(string failure);

    private sealed record Reading(DateTimeOffset Instant, long Timestamp);
}

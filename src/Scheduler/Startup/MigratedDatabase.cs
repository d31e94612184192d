using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RentABot.Persistence;

namespace RentABot.Scheduler.Startup;

/// <summary>The scheduler may start before the allocator has brought the schema up to date, or before the database.</summary>
internal sealed partial class MigratedDatabase(IServiceScopeFactory scopes, TimeProvider time, ILogger<MigratedDatabase> logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private string? _obstacle;

    /// <summary>Returns when no migration is missing.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; !await IsMigratedAsync(cancellationToken); delay = Longer(delay))
        {
            await Task.Delay(delay, time, cancellationToken);
        }

        if (_obstacle is not null) LogGoingOn();
    }

    private async Task<bool> IsMigratedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
            var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (missing.Count == 0) return true;
            if (IsNew("schema")) LogWaitingForSchema(string.Join(", ", missing));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (IsNew("database")) LogWaitingForDatabase(exception);
        }

        return false;
    }

    private bool IsNew(string obstacle)
    {
        if (_obstacle == obstacle) return false;
        _obstacle = obstacle;
        return true;
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database waits for migrations ({Missing}), which the allocator carries out; nothing is sent until then")]
    private partial void LogWaitingForSchema(string missing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer; nothing is sent until it does")]
    private partial void LogWaitingForDatabase(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is up to date, going on")]
    private partial void LogGoingOn();
}

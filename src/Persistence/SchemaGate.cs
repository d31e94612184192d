using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RentABot.Persistence;

/// <summary>Holds work back until the database answers and its schema is up to date.</summary>
public sealed partial class SchemaGate(IServiceScopeFactory scopes, TimeProvider time, ILogger<SchemaGate> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private volatile bool _open;

    /// <summary>Looks again, with growing pauses, until the schema is there.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; !_open && !await IsCurrentAsync(cancellationToken); pause = Min(pause * 2, LongestPause))
        {
            await Task.Delay(pause, time, cancellationToken);
        }

        _open = true;
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
            if (await db.CountPendingMigrationsAsync(cancellationToken) == 0) return true;
            LogWaitingForMigration();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogDatabaseDoesNotAnswer(exception.GetType().Name);
        }

        return false;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the database to be migrated")]
    private partial void LogWaitingForMigration();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database, which does not answer ({Failure})")]
    private partial void LogDatabaseDoesNotAnswer(string failure);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RentABot.Persistence;

/// <summary>
/// Holds work back until the database answers and its schema is up to date: a service may start before the database,
/// or before another one has migrated it.
/// </summary>
public sealed partial class SchemaGate(IServiceScopeFactory scopes, TimeProvider time, ILogger<SchemaGate> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _obstacle;

    /// <summary>Looks again, with growing pauses, until the schema is there, or this process has migrated it.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; !_open.Task.IsCompleted; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await IsCurrentAsync(cancellationToken)) Open();
            await Task.WhenAny(_open.Task, Task.Delay(pause, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The schema is up to date.</summary>
    internal void Open()
    {
        if (_open.TrySetResult() && _obstacle is not null) LogGoingOn();
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
            var pending = await db.CountPendingMigrationsAsync(cancellationToken);
            if (pending == 0) return true;
            if (Meets("schema")) LogWaitingForMigration(pending);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (Meets("database")) LogDatabaseDoesNotAnswer(exception);
        }

        return false;
    }

    /// <summary>Whether this obstacle is another one than the last, and worth a line.</summary>
    private bool Meets(string obstacle) => Interlocked.Exchange(ref _obstacle, obstacle) != obstacle;

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the database to be migrated ({Pending} steps)")]
    private partial void LogWaitingForMigration(int pending);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database, which does not answer")]
    private partial void LogDatabaseDoesNotAnswer(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is up to date, going on")]
    private partial void LogGoingOn();
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RentABot.Persistence;

/// <summary>Migrates the database at the start of a process, as soon as the database answers.</summary>
public sealed partial class MigrationService(Migrator migrator, SchemaGate gate, TimeProvider time, ILogger<MigrationService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await migrator.MigrateAsync(stoppingToken);
                gate.Open();
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogMigrationFailed(exception.GetType().Name, exception.Message);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database could not be migrated ({Failure}: {Reason}); trying again")]
    private partial void LogMigrationFailed(string failure, string reason);
}

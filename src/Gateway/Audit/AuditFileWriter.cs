using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RentABot.Persistence;

namespace RentABot.Gateway.Audit;

/// <summary>Follows the audit trail and writes it to a file, where a setting names one.</summary>
internal sealed partial class AuditFileWriter(
    IServiceScopeFactory scopes, SchemaGate schema, IOptions<AuditFileOptions> options, TimeProvider time, ILogger<AuditFileWriter> logger)
    : BackgroundService
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Path.Length == 0) return;
        await schema.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                using var file = AuditFile.Open(options.Value);
                await FollowAsync(file, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!_failing) LogNotWritten(options.Value.Path, exception.GetType().Name, exception.Message);
                _failing = true;
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task FollowAsync(AuditFile file, CancellationToken cancellationToken)
    {
        var position = await BeginningAsync(file, cancellationToken);
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
            var (rows, next) = await db.ReadAuditAsync(AuditFilter.Everything, position, BatchSize, cancellationToken);
            file.Append(rows);
            position = next;
            if (_failing) LogWrittenAgain(options.Value.Path);
            _failing = false;
            if (rows.Count < BatchSize) await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>
    /// Behind the file's last line; but a database that has not come so far is another one, such as the new one of each
    /// start that a program in memory has, and nothing of it is in the file.
    /// </summary>
    private async Task<AuditPosition> BeginningAsync(AuditFile file, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var last = await db.LedgerHeads.AsNoTracking().Select(head => head.Sequence).SingleAsync(cancellationToken);
        if (last >= file.Position.Sequence) return file.Position;
        LogOtherDatabase(options.Value.Path);
        return default;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit trail in {Path} is that of another database; this one's follows it, from its beginning")]
    private partial void LogOtherDatabase(string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail cannot be written to {Path} ({Failure}: {Reason}); it is tried again")]
    private partial void LogNotWritten(string path, string failure, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The audit trail is written to {Path} again, nothing is missing")]
    private partial void LogWrittenAgain(string path);
}

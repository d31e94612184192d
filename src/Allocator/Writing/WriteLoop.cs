using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Relay;
using RentABot.Persistence;

namespace RentABot.Allocator.Writing;

/// <summary>
/// The one place where state changes. Commands wait in a bounded channel; the loop takes what waits there, without a
/// timer, and decides it in one transaction: a lone command waits for nobody, under load batches form by themselves.
/// </summary>
internal sealed partial class WriteLoop(
    IServiceScopeFactory scopes, SchemaGate schema, RelaySignal relay, TimeProvider time, ILogger<WriteLoop> logger)
    : BackgroundService
{
    private const int Capacity = 4096;
    private const int BatchSize = 64;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<WriteRequest> _waiting = Channel.CreateBounded<WriteRequest>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public async Task<WriteOutcome> SubmitAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        await _waiting.Writer.WriteAsync(request, cancellationToken);
        return await request.Completion.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            await DecideAsync(TakeBatch(), stoppingToken);
        }
    }

    private List<WriteRequest> TakeBatch()
    {
        var batch = new List<WriteRequest>(BatchSize);
        var marks = new HashSet<string>(StringComparer.Ordinal);
        while (batch.Count < BatchSize
            && _waiting.Reader.TryPeek(out var next)
            && (next.TouchedMark is not { } mark || marks.Add(mark))
            && _waiting.Reader.TryRead(out var request))
        {
            batch.Add(request);
        }

        return batch;
    }

    private async Task DecideAsync(List<WriteRequest> batch, CancellationToken stoppingToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                var outcomes = await RunPassAsync(batch, stoppingToken);
                for (var i = 0; i < batch.Count; i++) batch[i].Completion.TrySetResult(outcomes[i]);
                relay.Wake();
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                foreach (var request in batch) request.Completion.TrySetCanceled(stoppingToken);
                throw;
            }
            catch (Exception exception) when (TransientFailures.Include(exception) && time.GetElapsedTime(since) < Patience)
            {
                // The same commands again: one that was committed after all finds its mark.
                LogDatabaseDoesNotAnswer(exception.GetType().Name, batch.Count);
                await Task.Delay(RetryPause, time, stoppingToken);
            }
            catch (Exception exception) when (TransientFailures.Include(exception))
            {
                foreach (var request in batch) request.Completion.TrySetResult(Failures.DatabaseUnavailable);
                return;
            }
            catch (Exception exception) when (batch.Count == 1)
            {
                LogPassFailed(exception, batch[0].Command.GetType().Name, batch[0].CommandId);
                batch[0].Completion.TrySetResult(Failures.Internal);
                return;
            }
            catch (Exception exception)
            {
                LogBatchFailed(exception, batch.Count);
                foreach (var request in batch) await DecideAsync([request], stoppingToken);
                return;
            }
        }
    }

    private async Task<IReadOnlyList<WriteOutcome>> RunPassAsync(List<WriteRequest> batch, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WritePass>().RunAsync(batch, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer ({Failure}); {Count} commands wait")]
    private partial void LogDatabaseDoesNotAnswer(string failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Command} {CommandId} could not be committed")]
    private partial void LogPassFailed(Exception exception, string command, Guid commandId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Count} commands could not be committed; each is tried alone")]
    private partial void LogBatchFailed(Exception exception, int count);
}

using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Logs;
using RentABot.Allocator.Metrics;
using RentABot.Allocator.Relay;
using RentABot.Allocator.Traces;
using RentABot.Contracts;
using RentABot.Persistence;

namespace RentABot.Allocator.Writing;

/// <summary>
/// The one place where state changes. Commands wait in a bounded channel; the loop takes what waits there, without a
/// timer, and decides it in one transaction: a lone command waits for nobody, under load batches form by themselves.
/// </summary>
internal sealed partial class WriteLoop(
    IServiceScopeFactory scopes, SchemaGate schema, RelaySignal relay, AllocatorMeter meter, TimeProvider time, ILogger<WriteLoop> logger)
    : BackgroundService
{
    private const int Capacity = 1024;
    private const int BatchSize = 64;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Those of a group are decided together.</summary>
    private readonly Channel<IReadOnlyList<WriteRequest>> _waiting = Channel.CreateBounded<IReadOnlyList<WriteRequest>>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public async Task<WriteOutcome> SubmitAsync(WriteRequest request, CancellationToken cancellationToken) =>
        (await SubmitAsync([request], cancellationToken))[0];

    /// <summary>Has requests decided in their order, and in one transaction as far as they have different marks.</summary>
    public async Task<IReadOnlyList<WriteOutcome>> SubmitAsync(
        IReadOnlyCollection<WriteRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var request in requests) request.Span = Spans.OfCommand(request);
        try
        {
            foreach (var group in WithDifferentMarks(requests)) await _waiting.Writer.WriteAsync(group, cancellationToken);
            return await Task.WhenAll(requests.Select(request => request.Completion.Task)).WaitAsync(cancellationToken);
        }
        finally
        {
            foreach (var request in requests) Spans.EndOf(request);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            await DecideAsync(TakeBatch(), stoppingToken);
        }
    }

    /// <summary>
    /// An abandonment comes first in its transaction: what it looks for, the marks of others, is left at the end of one.
    /// </summary>
    private List<WriteRequest> TakeBatch()
    {
        var batch = new List<WriteRequest>(BatchSize);
        var marks = new HashSet<string>(StringComparer.Ordinal);
        while (_waiting.Reader.TryPeek(out var next) && (batch.Count == 0 || MayJoin(next)) && _waiting.Reader.TryRead(out var group))
        {
            batch.AddRange(group);
            marks.UnionWith(group.SelectMany(request => request.TouchedMarks));
        }

        return batch;

        bool MayJoin(IReadOnlyList<WriteRequest> next) =>
            batch.Count + next.Count <= BatchSize
            && !next.Any(request => request.Command is AbandonCommand || request.TouchedMarks.Any(marks.Contains));
    }

    private static IEnumerable<IReadOnlyList<WriteRequest>> WithDifferentMarks(IEnumerable<WriteRequest> requests)
    {
        var group = new List<WriteRequest>();
        var marks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in requests)
        {
            if (request.TouchedMarks.Any(marks.Contains))
            {
                yield return group;
                group = [];
                marks.Clear();
            }

            group.Add(request);
            marks.UnionWith(request.TouchedMarks);
        }

        if (group.Count > 0) yield return group;
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
                using var scope = logger.BeginCommand(batch[0]);
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
        using var span = Spans.OfTransaction(batch);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var outcomes = await scope.ServiceProvider.GetRequiredService<WritePass>().RunAsync(batch, cancellationToken);
            meter.Count(scope.ServiceProvider.GetRequiredService<WriteTransaction>().Measurements);
            return outcomes;
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer ({Failure}); {Count} commands wait")]
    private partial void LogDatabaseDoesNotAnswer(string failure, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Command} {CommandId} could not be committed")]
    private partial void LogPassFailed(Exception exception, string command, Guid commandId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Count} commands could not be committed; each is tried alone")]
    private partial void LogBatchFailed(Exception exception, int count);
}

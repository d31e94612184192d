using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Deadlines;
using RentABot.Allocator.Logs;
using RentABot.Allocator.Metrics;
using RentABot.Allocator.Queue;
using RentABot.Allocator.Resources;
using RentABot.Contracts;
using RentABot.Persistence;
using RentABot.Persistence.Clock;
using RentABot.Persistence.Transactions;

namespace RentABot.Allocator.Writing;

/// <summary>
/// One write transaction: takes the write lock, reads the clock, carries out what is due and then each command, plans
/// the queue, and commits. Its outcomes hold once it returns.
/// </summary>
internal sealed partial class WritePass(
    RentABotDbContext db,
    IWriteTransactions writeTransactions,
    IDatabaseClock clock,
    WriteTransaction transaction,
    DueWork dueWork,
    CommandMarks marks,
    KnownResources known,
    QueuePass queue,
    IServiceProvider services,
    ILogger<WritePass> logger)
{
    private const string Savepoint = "command";

    public async Task<IReadOnlyList<WriteOutcome>> RunAsync(IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken)
    {
        await using var open = await writeTransactions.BeginAsync(db, cancellationToken);
        try
        {
            return await RunAsync(open, requests, cancellationToken);
        }
        catch
        {
            queue.Forget();
            throw;
        }
    }

    private async Task<IReadOnlyList<WriteOutcome>> RunAsync(
        IDbContextTransaction open, IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken)
    {
        await OpenAsync(open, requests, cancellationToken);

        // What was due is done before any command: what became free by it is for those who waited then.
        await queue.PlanAsync(cancellationToken);

        var decided = new List<(WriteRequest Request, WriteOutcome? Outcome, Answer? Answer)>(requests.Count);
        foreach (var request in requests)
        {
            // Before the command: what became free before it came is for those who waited before it.
            var command = CommandTable.Of(request.Command);
            if (command.StandsInLine) await queue.PlanAsync(cancellationToken);

            var (outcome, answer) = command.FootprintOf(request.Command) is null
                ? await DecideBehindSavepointAsync(open, command, request, cancellationToken)
                : await DecideInMemoryAsync(command, requests, decided.Count, cancellationToken);
            decided.Add((request, outcome, answer));
        }

        await queue.PlanAsync(cancellationToken);
        if (!known.IsLoaded && Footprints(requests) is { Count: > 0 } answered) await known.LoadAsync(answered, cancellationToken);

        var outcomes = new List<WriteOutcome>(requests.Count);
        foreach (var (request, outcome, answer) in decided)
        {
            outcomes.Add(outcome ?? await AnswerAsync(request, answer!, cancellationToken));
        }

        db.LedgerHeads.Update(transaction.Close());
        await db.SaveChangesAsync(cancellationToken);
        FaultPoint.Reach("before-commit");
        await open.CommitAsync(cancellationToken);
        FaultPoint.Reach("after-commit-before-reply");
        return outcomes;
    }

    private async Task OpenAsync(IDbContextTransaction open, IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken)
    {
        db.Database.AutoSavepointsEnabled = false;
        var (opening, present) = await Opening.LoadAsync(db, CommandMarks.KeysOf(requests), cancellationToken);
        transaction.Open(await clock.ReadAsync(db, cancellationToken), opening.Head);
        transaction.HasWaiters = opening.HasWaiters;
        marks.Know(present);
        if (!opening.AnyDue(transaction.Now)) return;

        var before = await SaveAsync(open, cancellationToken);
        try
        {
            await dueWork.RunAsync(cancellationToken);
        }
        catch (Exception exception) when (IsCommandsOwn(exception))
        {
            // What is due stays due; the commands must not suffer for it.
            LogDueWorkFailed(exception);
            await RestoreAsync(open, before, cancellationToken);
        }
    }

    /// <summary>
    /// What the command looks at is read together with what the commands after it do, and there is nothing to roll back
    /// where it is rejected. Should it fail otherwise, the pass fails, and each is tried alone.
    /// </summary>
    private async Task<(WriteOutcome? Outcome, Answer? Answer)> DecideInMemoryAsync(
        CommandEntry command, IReadOnlyList<WriteRequest> requests, int index, CancellationToken cancellationToken)
    {
        if (!known.IsLoaded)
        {
            var next = requests.Skip(index).TakeWhile(request => FootprintOf(request) is not null);
            await known.LoadAsync(Footprints(next), cancellationToken);
        }

        var before = transaction.Save();
        try
        {
            return await CarryOutAsync(command, requests[index], cancellationToken);
        }
        catch (Rejection rejection) when (transaction.Save() == before)
        {
            return (Refuse(command, requests[index], rejection.Answer), null);
        }
    }

    private static Footprint? FootprintOf(WriteRequest request) => CommandTable.Of(request.Command).FootprintOf(request.Command);

    private static List<Footprint> Footprints(IEnumerable<WriteRequest> requests) => [.. requests.Select(FootprintOf).OfType<Footprint>()];

    /// <summary>For a command that may search and change anything: it fails alone.</summary>
    private async Task<(WriteOutcome? Outcome, Answer? Answer)> DecideBehindSavepointAsync(
        IDbContextTransaction open, CommandEntry command, WriteRequest request, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        known.Forget();
        var before = await SaveAsync(open, cancellationToken);
        try
        {
            var decided = await CarryOutAsync(command, request, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return decided;
        }
        catch (Rejection rejection)
        {
            await RestoreAsync(open, before, cancellationToken);
            return (Refuse(command, request, rejection.Answer), null);
        }
        catch (Exception exception) when (IsCommandsOwn(exception))
        {
            using (logger.BeginCommand(request)) LogCommandFailed(exception, request.Command.GetType().Name, request.CommandId);
            await RestoreAsync(open, before, cancellationToken);
            return (Failures.Internal, null);
        }
    }

    private async Task<(WriteOutcome? Outcome, Answer? Answer)> CarryOutAsync(
        CommandEntry command, WriteRequest request, CancellationToken cancellationToken)
    {
        transaction.Caller = request.Caller;

        // Until this returns: all else in the transaction is nobody's alone.
        if (request.Span is not null) Activity.Current = request.Span;
        if (request.AnswerBy < transaction.Now)
        {
            throw Rejection.Unavailable("answer_too_late", "The command came after its caller had stopped waiting.");
        }

        if (await marks.FindAsync(request, cancellationToken) is { } repeated) return (repeated, null);
        return (null, await command.HandleAsync(services, request.Command, cancellationToken));
    }

    private WriteOutcome Refuse(CommandEntry command, WriteRequest request, CommandRejected refusal)
    {
        marks.Refuse(request, refusal);
        if (command.Acquires) transaction.Measure(Measured.Acquisition, label: AcquisitionResults.Of(refusal.Code));
        return new WriteOutcome(refusal);
    }

    private async Task<WriteOutcome> AnswerAsync(WriteRequest request, Answer answer, CancellationToken cancellationToken)
    {
        var reply = await answer(cancellationToken);
        if (reply is not null) marks.Leave(request, reply);
        return new WriteOutcome(reply);
    }

    private async Task<WriteState> SaveAsync(IDbContextTransaction open, CancellationToken cancellationToken)
    {
        await open.CreateSavepointAsync(Savepoint, cancellationToken);
        return transaction.Save();
    }

    private async Task RestoreAsync(IDbContextTransaction open, WriteState before, CancellationToken cancellationToken)
    {
        await open.RollbackToSavepointAsync(Savepoint, cancellationToken);
        db.ChangeTracker.Clear();
        transaction.Restore(before);
    }

    /// <summary>Otherwise the connection, the database or the host is at fault, and the whole pass ends.</summary>
    private static bool IsCommandsOwn(Exception exception) =>
        exception is not OperationCanceledException && !TransientFailures.Include(exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was due could not be carried out")]
    private partial void LogDueWorkFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Command} {CommandId} failed")]
    private partial void LogCommandFailed(Exception exception, string command, Guid commandId);
}

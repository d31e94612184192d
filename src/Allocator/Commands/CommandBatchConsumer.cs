using System.Text.Json;
using MassTransit;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Hosting;

namespace RentABot.Allocator.Commands;

/// <summary>Hands the commands that share a message to the write loop together, and answers them together.</summary>
internal sealed class CommandBatchConsumer(WriteLoop loop, CallerReader callers, RefusedCommands refused, Answering answering) : IConsumer<CommandBatch>
{
    public async Task Consume(ConsumeContext<CommandBatch> context)
    {
        var batch = context.Message.Commands ?? [];
        if (batch.Count is 0 or > CommandBatch.MaxCommands)
        {
            var rejected = Rejection.Invalid("commands", $"must be 1–{CommandBatch.MaxCommands} commands").Answer;
            refused.NoteUnread(callers.Read(context), nameof(CommandBatch), new WriteOutcome(rejected));
            await answering.AnswerAsync(context, rejected);
            return;
        }

        var outcomes = await DecideAsync(batch, context);
        context.ThrowIfUnheard(outcomes);
        await answering.AnswerAsync(context, new CommandBatchResult { Replies = Array.ConvertAll(outcomes, ReplyOf) });
    }

    private async Task<WriteOutcome[]> DecideAsync(IReadOnlyList<BatchedCommand> batch, ConsumeContext<CommandBatch> context)
    {
        var outcomes = new WriteOutcome[batch.Count];
        var accepted = new List<(int Index, WriteRequest Request)>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                accepted.Add((i, Accept(batch[i], context)));
            }
            catch (Rejection rejection)
            {
                outcomes[i] = new WriteOutcome(rejection.Answer);
                refused.NoteUnread(CallerOf(batch[i], context), batch[i]?.Command ?? "", outcomes[i]);
            }
        }

        var decided = await loop.SubmitAsync(accepted.ConvertAll(a => a.Request), context.CancellationToken);
        for (var i = 0; i < decided.Count; i++)
        {
            outcomes[accepted[i].Index] = decided[i];
            refused.Note(accepted[i].Request.Caller, accepted[i].Request.Command, decided[i]);
        }

        return outcomes;
    }

    private WriteRequest Accept(BatchedCommand? batched, ConsumeContext<CommandBatch> context)
    {
        if (batched is null) throw Rejection.Invalid("commands", "one of them is null");
        var origin = new CommandOrigin(
            batched.CommandId, CallerOf(batched, context), batched.IdempotencyKey, batched.AnswerBy, batched.TraceParent);
        return CommandIntake.Accept(Read(batched), origin);
    }

    private Caller CallerOf(BatchedCommand? batched, ConsumeContext context) => callers.Read(
        context, new ClaimedCaller(batched?.Actor, batched?.Role, batched?.MaxLocks, batched?.Address, batched?.UserAgent));

    private static object Read(BatchedCommand batched)
    {
        if (CommandTable.ByName(batched.Command) is not { MarkedReply: not null } entry)
        {
            throw Rejection.Invalid("command", "is no command that has an answer");
        }

        try
        {
            return batched.Body.Deserialize(entry.Command, WireJson.Options) ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }

        // The parser's words may quote the body, which may hold a token.
        Rejection Malformed() => Rejection.Invalid("body", $"is no {batched.Command}");
    }

    private static BatchedReply ReplyOf(WriteOutcome outcome) => new()
    {
        Type = outcome.Reply!.GetType().Name,
        Body = JsonSerializer.SerializeToElement(outcome.Reply, outcome.Reply.GetType(), WireJson.Options),
        Replayed = outcome.Replayed,
    };
}

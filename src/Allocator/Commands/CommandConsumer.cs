using System.Globalization;
using MassTransit;
using RentABot.Allocator.Writing;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Allocator.Commands;

/// <summary>
/// Hands a command to the write loop and answers with what became of it. The message is acknowledged only then, so
/// a command that a dying allocator had is given to the next one, which knows it by its mark.
/// </summary>
internal sealed class CommandConsumer<TCommand>(WriteLoop loop, CallerReader callers) : IConsumer<TCommand>
    where TCommand : class
{
    public async Task Consume(ConsumeContext<TCommand> context)
    {
        var outcome = await DecideAsync(context);
        if (outcome.Reply is null) return;

        // Nobody hears of it, so it is left to the operators in the error queue.
        if (context.ResponseAddress is null && outcome is { Failed: true, Reply: CommandRejected failure })
        {
            throw new InvalidOperationException(failure.Detail);
        }

        if (context.ResponseAddress is null) return;
        await context.RespondAsync(outcome.Reply, outcome.Reply.GetType(), response =>
        {
            if (outcome.Replayed) response.Headers.Set(CommandHeaders.Replayed, bool.TrueString);
        });
    }

    private async Task<WriteOutcome> DecideAsync(ConsumeContext<TCommand> context)
    {
        var entry = CommandTable.Of(context.Message);
        if (entry.MarkedReply is not null && context.MessageId is null)
        {
            return new WriteOutcome(Rejection.Unprocessable("message_id_missing", "A command needs a UUID as its message_id.").Answer);
        }

        var violations = CommandRules.Check(context.Message);
        if (violations.Any) return new WriteOutcome(Rejection.Invalid(violations).Answer);

        var commandId = context.MessageId ?? Guid.Empty;
        var caller = callers.Read(context);
        var idempotencyKey = context.Headers.Get<string>(CommandHeaders.IdempotencyKey);
        return await loop.SubmitAsync(
            new WriteRequest
            {
                Command = context.Message,
                CommandId = commandId,
                Mark = entry.MarkedReply is null ? null : MarkKeys.Of(commandId, caller.Actor, idempotencyKey),
                Caller = caller,
                AnswerBy = AnswerBy(context),
            },
            context.CancellationToken);
    }

    private static DateTimeOffset? AnswerBy(ConsumeContext context) =>
        DateTimeOffset.TryParse(
            context.Headers.Get<string>(CommandHeaders.AnswerBy),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant)
            ? instant
            : null;
}

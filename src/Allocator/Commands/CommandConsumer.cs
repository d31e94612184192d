using MassTransit;
using RentABot.Allocator.Writing;
using RentABot.Contracts;

namespace RentABot.Allocator.Commands;

/// <summary>
/// Hands a command to the write loop and answers with what became of it. The message is acknowledged only then, so
/// a command that a dying allocator had is given to the next one, which knows it by its mark.
/// </summary>
internal sealed class CommandConsumer<TCommand>(WriteLoop loop, CallerReader callers, RefusedCommands refused, Answering answering) : IConsumer<TCommand>
    where TCommand : class
{
    public async Task Consume(ConsumeContext<TCommand> context)
    {
        var outcome = await DecideAsync(context);
        context.ThrowIfUnheard(outcome);
        if (outcome.Reply is not null) await answering.AnswerAsync(context, outcome.Reply, outcome.Replayed);
    }

    private async Task<WriteOutcome> DecideAsync(ConsumeContext<TCommand> context)
    {
        var caller = callers.Read(context);
        var origin = new CommandOrigin(
            context.MessageId,
            caller,
            context.Headers.Get<string>(CommandHeaders.IdempotencyKey),
            context.Headers.Get<string>(CommandHeaders.AnswerBy),
            context.Headers.Get<string>(CommandHeaders.TraceParent));
        var outcome = await DecideAsync(context, origin);
        refused.Note(caller, context.Message, outcome);
        return outcome;
    }

    private async Task<WriteOutcome> DecideAsync(ConsumeContext<TCommand> context, CommandOrigin origin)
    {
        try
        {
            return await loop.SubmitAsync(CommandIntake.Accept(context.Message, origin), context.CancellationToken);
        }
        catch (Rejection rejection)
        {
            return new WriteOutcome(rejection.Answer);
        }
    }
}

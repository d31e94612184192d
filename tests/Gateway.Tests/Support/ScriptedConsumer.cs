using MassTransit;
using RentABot.Contracts;

namespace RentABot.Gateway.Tests.Support;

internal sealed class ScriptedConsumer<TCommand>(ScriptedAllocator allocator) : IConsumer<TCommand>
    where TCommand : class
{
    public async Task Consume(ConsumeContext<TCommand> context)
    {
        var answer = await allocator.HearAsync(new Received(context.Message, context.MessageId, context.Headers));
        if (answer is null || context.ResponseAddress is null) return;
        await context.RespondAsync(answer, answer.GetType(), response =>
        {
            if (allocator.Replays) response.Headers.Set(CommandHeaders.Replayed, bool.TrueString);
        });
    }
}

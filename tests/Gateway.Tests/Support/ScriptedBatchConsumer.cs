using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using RentABot.Contracts;
using RentABot.Hosting;

namespace RentABot.Gateway.Tests.Support;

/// <summary>Takes a message of several commands apart, and lets each be heard as if it had come alone.</summary>
internal sealed class ScriptedBatchConsumer(ScriptedAllocator allocator) : IConsumer<CommandBatch>
{
    public async Task Consume(ConsumeContext<CommandBatch> context)
    {
        allocator.Batches.Enqueue(context.Message);
        var answers = await Task.WhenAll(context.Message.Commands.Select(command => allocator.HearAsync(ReceivedOf(command))));
        if (answers.Contains(null)) return;
        await context.RespondAsync(new CommandBatchResult { Replies = [.. answers.Select(answer => ReplyOf(answer!))] });
    }

    private static Received ReceivedOf(BatchedCommand command)
    {
        var type = typeof(CommandBatch).Assembly.GetType($"RentABot.Contracts.{command.Command}", throwOnError: true)!;
        var headers = new DictionarySendHeaders();
        headers.Set(CommandHeaders.Actor, command.Actor);
        headers.Set(CommandHeaders.AnswerBy, command.AnswerBy);
        headers.Set(CommandHeaders.IdempotencyKey, command.IdempotencyKey);
        return new Received(command.Body.Deserialize(type, WireJson.Options)!, command.CommandId, headers);
    }

    private BatchedReply ReplyOf(object answer) => new()
    {
        Type = answer.GetType().Name,
        Body = JsonSerializer.SerializeToElement(answer, answer.GetType(), WireJson.Options),
        Replayed = allocator.Replays,
    };
}

using MassTransit;
using RentABot.Contracts;

namespace RentABot.Examples.Subscriber;

/// <summary>One line for each lock that begins or ends.</summary>
internal sealed class LockPrinter : IConsumer<LockAcquired>, IConsumer<LockReleased>, IConsumer<LockExpired>
{
    public Task Consume(ConsumeContext<LockAcquired> context) => Print("acquired", context.Message);

    public Task Consume(ConsumeContext<LockReleased> context) => Print("released", context.Message);

    public Task Consume(ConsumeContext<LockExpired> context) => Print("expired", context.Message);

    private static Task Print(string what, LockEvent e) =>
        Console.Out.WriteLineAsync($"{e.Sequence} {e.OccurredAt:O} {e.Resource.Name} {what} by {e.ClientId}, fencing token {e.Lock.FencingToken}");
}

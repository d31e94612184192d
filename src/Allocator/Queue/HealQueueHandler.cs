using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Queue;

internal sealed class HealQueueHandler(WriteTransaction transaction) : ICommandHandler<HealQueue>
{
    public Task<Answer> HandleAsync(HealQueue command, CancellationToken cancellationToken)
    {
        transaction.QueueChanged = true;
        return Task.FromResult(Answers.Nothing);
    }
}

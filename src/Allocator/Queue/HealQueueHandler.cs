using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Queue;

internal sealed class HealQueueHandler(WriteTransaction transaction, QueuePass queue) : ICommandHandler<HealQueue>
{
    public Task<Answer> HandleAsync(HealQueue command, CancellationToken cancellationToken)
    {
        queue.Forget();
        transaction.QueueChanged = true;
        return Task.FromResult(Answers.Nothing);
    }
}

using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Deadlines;

/// <summary>
/// A scheduler's message has done its work by starting the write transaction: <see cref="DueWork"/> has looked at all
/// that is due before this is called.
/// </summary>
internal sealed class DeadlineHandler<TCommand> : ICommandHandler<TCommand>
    where TCommand : class
{
    public Task<Answer> HandleAsync(TCommand command, CancellationToken cancellationToken) => Task.FromResult(Answers.Nothing);
}

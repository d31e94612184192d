using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Commands;

/// <summary>Carries out one kind of command inside the write transaction, or throws a <see cref="Rejection"/>.</summary>
internal interface ICommandHandler<in TCommand>
    where TCommand : class
{
    /// <summary>Changes the state. The answer it gives is made after the queue has been planned.</summary>
    Task<Answer> HandleAsync(TCommand command, CancellationToken cancellationToken);
}

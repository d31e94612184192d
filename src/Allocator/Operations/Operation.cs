namespace RentABot.Allocator.Operations;

/// <summary>
/// Work of an operator's command. Results go to standard output; what it says besides, to standard error. It throws an
/// <see cref="OperationException"/> where it cannot be done.
/// </summary>
internal delegate Task Operation(IServiceProvider services, CancellationToken cancellationToken);

using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Commands;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Tests.Support;

/// <summary>Handlers that a test puts in place of the real ones.</summary>
internal static class Handlers
{
    public static void Replace<TCommand>(
        this IServiceCollection services, Func<IServiceProvider, TCommand, CancellationToken, Task<Answer>> handle)
        where TCommand : class =>
        services.AddScoped<ICommandHandler<TCommand>>(provider => new Handler<TCommand>(provider, handle));

    private sealed class Handler<TCommand>(
        IServiceProvider services, Func<IServiceProvider, TCommand, CancellationToken, Task<Answer>> handle) : ICommandHandler<TCommand>
        where TCommand : class
    {
        public Task<Answer> HandleAsync(TCommand command, CancellationToken cancellationToken) =>
            handle(services, command, cancellationToken);
    }
}

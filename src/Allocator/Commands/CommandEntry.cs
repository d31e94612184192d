using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Writing;

namespace RentABot.Allocator.Commands;

/// <summary>One row of the <see cref="CommandTable"/>.</summary>
internal sealed record CommandEntry
{
    public required Type Command { get; init; }

    /// <summary>The type of the answer that is kept for repeats; null for commands that may be repeated freely.</summary>
    public required Type? MarkedReply { get; init; }

    /// <summary>It takes resources, so the queue is served before it.</summary>
    public bool StandsInLine { get; init; }

    /// <summary>It asks for locks: how it ends is counted.</summary>
    public bool Acquires { get; init; }

    /// <summary>It never comes from the bus.</summary>
    public bool IsInternal { get; private init; }

    /// <summary>
    /// Of a command that needs no savepoint: it is rejected before it changes anything, if at all, and what its footprint
    /// shows is all that it asks for and that may be changed but not saved yet. Null for one that may search and change
    /// whatever it likes.
    /// </summary>
    public Func<object, Footprint?> FootprintOf { get; private init; } = _ => null;

    public required Action<IServiceCollection> AddHandler { get; init; }
    public required Action<IBusRegistrationConfigurator> AddConsumer { get; init; }
    public required Func<IServiceProvider, object, CancellationToken, Task<Answer>> HandleAsync { get; init; }

    /// <summary>A command that leaves a mark, so that its repeat gets the same answer.</summary>
    public static CommandEntry Marked<TCommand, THandler, TReply>()
        where TCommand : class
        where THandler : class, ICommandHandler<TCommand> => Of<TCommand, THandler>(typeof(TReply));

    /// <summary>A command whose repeat changes nothing.</summary>
    public static CommandEntry Repeatable<TCommand, THandler>()
        where TCommand : class
        where THandler : class, ICommandHandler<TCommand> => Of<TCommand, THandler>(null);

    /// <summary>A command that never comes from the bus.</summary>
    public static CommandEntry Internal<TCommand, THandler>()
        where TCommand : class
        where THandler : class, ICommandHandler<TCommand> => Of<TCommand, THandler>(null) with { IsInternal = true };

    public CommandEntry WithFootprint<TCommand>(Func<TCommand, Footprint?> footprint) =>
        this with { FootprintOf = command => footprint((TCommand)command) };

    private static CommandEntry Of<TCommand, THandler>(Type? markedReply)
        where TCommand : class
        where THandler : class, ICommandHandler<TCommand> => new()
        {
            Command = typeof(TCommand),
            MarkedReply = markedReply,
            AddHandler = services => services.AddScoped<ICommandHandler<TCommand>, THandler>(),
            AddConsumer = bus => bus.AddConsumer<CommandConsumer<TCommand>, CommandConsumerDefinition<TCommand>>(),
            HandleAsync = (services, command, cancellationToken) =>
                services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync((TCommand)command, cancellationToken),
        };
}

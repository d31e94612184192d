using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Allocator.Deadlines;
using RentABot.Allocator.History;
using RentABot.Allocator.Locks;
using RentABot.Allocator.Maintenance;
using RentABot.Allocator.Queue;
using RentABot.Allocator.Reservations;
using RentABot.Allocator.Resources;
using RentABot.Contracts;
using RentABot.Hosting;

namespace RentABot.Allocator.Commands;

/// <summary>Every command that the allocator takes, and what carries it out.</summary>
internal static class CommandTable
{
    private static readonly CommandEntry[] Entries =
    [
        CommandEntry.Marked<LockResources, LockResourcesHandler, LockResourcesResult>()
            .WithFootprint<LockResources>(command => command.ResourceId is { } id ? new Footprint(id) : null) with
        {
            StandsInLine = true,
            Acquires = true,
        },
        CommandEntry.Marked<UnlockResource, UnlockResourceHandler, UnlockResourceResult>()
            .WithFootprint<UnlockResource>(command => new Footprint(command.ResourceId)),
        CommandEntry.Marked<UnlockBatch, UnlockBatchHandler, UnlockBatchResult>(),
        CommandEntry.Marked<ExtendLock, ExtendLockHandler, ExtendLockResult>()
            .WithFootprint<ExtendLock>(command => new Footprint(command.ResourceId)),
        CommandEntry.Marked<CreateReservation, CreateReservationHandler, CreateReservationResult>()
            .WithFootprint<CreateReservation>(_ => Footprint.None),
        CommandEntry.Marked<ClaimReservation, ClaimReservationHandler, ClaimReservationResult>()
            .WithFootprint<ClaimReservation>(command => new Footprint(ReservationId: command.ReservationId)) with { Acquires = true },
        CommandEntry.Marked<CancelReservation, CancelReservationHandler, CancelReservationResult>()
            .WithFootprint<CancelReservation>(command => new Footprint(ReservationId: command.ReservationId)),
        CommandEntry.Marked<RegisterResource, RegisterResourceHandler, RegisterResourceResult>(),
        CommandEntry.Marked<UpdateResource, UpdateResourceHandler, UpdateResourceResult>(),
        CommandEntry.Marked<RemoveResource, RemoveResourceHandler, RemoveResourceResult>(),
        CommandEntry.Marked<ImportResources, ImportResourcesHandler, ImportResourcesResult>(),
        CommandEntry.Marked<MarkUnavailable, MarkUnavailableHandler, MarkUnavailableResult>(),
        CommandEntry.Marked<MarkAvailable, MarkAvailableHandler, MarkAvailableResult>(),
        CommandEntry.Repeatable<AbandonCommand, AbandonCommandHandler>(),
        CommandEntry.Repeatable<ExpireLock, DeadlineHandler<ExpireLock>>(),
        CommandEntry.Repeatable<WarnLockExpiring, DeadlineHandler<WarnLockExpiring>>(),
        CommandEntry.Repeatable<ExpireReservation, DeadlineHandler<ExpireReservation>>(),
        CommandEntry.Repeatable<ExpireClaim, DeadlineHandler<ExpireClaim>>(),
        CommandEntry.Repeatable<BeginMaintenance, DeadlineHandler<BeginMaintenance>>(),
        CommandEntry.Repeatable<EndMaintenance, DeadlineHandler<EndMaintenance>>(),
        CommandEntry.Repeatable<RemoveHistory, RemoveHistoryHandler>(),
        CommandEntry.Internal<HealQueue, HealQueueHandler>(),
    ];

    private static readonly Dictionary<Type, CommandEntry> ByCommand = Entries.ToDictionary(entry => entry.Command);

    /// <summary>The queues that they come from.</summary>
    public static IEnumerable<string> Queues => FromTheBus.Select(entry => entry.Command).Append(typeof(CommandBatch)).Select(QueueNames.ForCommand);

    private static IEnumerable<CommandEntry> FromTheBus => Entries.Where(entry => !entry.IsInternal);

    public static CommandEntry Of(object command) => ByCommand[command.GetType()];

    public static CommandEntry? ByName(string command) => Array.Find(Entries, entry => entry.Command.Name == command);

    public static void AddHandlers(IServiceCollection services)
    {
        foreach (var entry in Entries) entry.AddHandler(services);
    }

    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        foreach (var entry in FromTheBus) entry.AddConsumer(bus);
        bus.AddConsumer<CommandBatchConsumer, CommandBatchConsumerDefinition>();
    }
}

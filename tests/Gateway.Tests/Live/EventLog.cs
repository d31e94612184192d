using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.Hosting;
using RentABot.Persistence;
using RentABot.Persistence.Events;
using RentABot.Persistence.Transactions;

namespace RentABot.Gateway.Tests.Live;

/// <summary>Plays the allocator's part of the event log.</summary>
internal static class EventLog
{
    /// <summary>Commits events with the ledger's numbers, and what else changes with them, and tells nobody.</summary>
    /// <returns>The last sequence.</returns>
    public static async Task<long> CommitAsync(this GatewayHost host, Action<RentABotDbContext>? change, params IReadOnlyList<Func<long, Event>> events)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        await using var transaction = await host.Services.GetRequiredService<IWriteTransactions>().BeginAsync(db, cancelled);
        change?.Invoke(db);
        var head = await db.LedgerHeads.AsTracking().SingleAsync(cancelled);
        foreach (var make in events) db.Events.Add(RowOf(make(++head.Sequence)));
        await db.SaveChangesAsync(cancelled);
        await transaction.CommitAsync(cancelled);
        return head.Sequence;
    }

    /// <summary>The same, and wakes who listens.</summary>
    public static async Task<long> TellAsync(this GatewayHost host, Action<RentABotDbContext>? change, params IReadOnlyList<Func<long, Event>> events)
    {
        var last = await host.CommitAsync(change, events);
        await host.Bus.Publish(new EventsAppended { Sequence = last });
        return last;
    }

    public static Task<long> TellAsync(this GatewayHost host, params IReadOnlyList<Func<long, Event>> events) => host.TellAsync(null, events);

    public static Func<long, Event> Registered(long id = 1, string description = "a board", params string[] tags) => sequence => new ResourceRegistered
    {
        EventId = Guid.NewGuid(),
        Sequence = sequence,
        Revision = 1,
        OccurredAt = MovableClock.Noon,
        Actor = "tester",
        ResourceId = id,
        Resource = Samples.Resource(id) with { Tags = tags, Description = description },
    };

    public static Func<long, Event> Locked(long id = 1, Guid? reservation = null, params string[] tags) => sequence => new LockAcquired
    {
        EventId = Guid.NewGuid(),
        Sequence = sequence,
        Revision = 2,
        OccurredAt = MovableClock.Noon,
        Actor = "tester",
        ClientId = "ci-1",
        ResourceId = id,
        Resource = Samples.Locked(id) with { Tags = tags },
        ReservationId = reservation,
        Lock = new LockState
        {
            LockId = Guid.NewGuid(),
            ResourceId = id,
            ResourceName = "board-1",
            ClientId = "ci-1",
            FencingToken = 42,
            AcquiredAt = MovableClock.Noon,
            ExpiresAt = MovableClock.Noon.AddSeconds(60),
            ReservationId = reservation,
        },
    };

    public static Func<long, Event> Reserved<TEvent>(ReservationState state)
        where TEvent : ReservationEvent => sequence => (Event)JsonSerializer.SerializeToNode(
            new ReservationQueued
            {
                EventId = Guid.NewGuid(),
                Sequence = sequence,
                Revision = state.Revision,
                OccurredAt = MovableClock.Noon,
                Actor = "tester",
                ClientId = "ci-1",
                ReservationId = state.ReservationId,
                Reservation = state,
            },
            WireJson.Options).Deserialize<TEvent>(WireJson.Options)!;

    private static EventRow RowOf(Event change) => new()
    {
        Sequence = change.Sequence,
        EventId = change.EventId,
        Type = change.GetType().Name,
        OccurredAt = change.OccurredAt,
        ResourceId = (change as ResourceEvent)?.ResourceId,
        ReservationId = (change as ReservationEvent)?.ReservationId ?? (change as LockEvent)?.ReservationId,
        ClientId = change.ClientId,
        Actor = change.Actor,
        Body = JsonSerializer.Serialize(change, change.GetType(), WireJson.Options),
    };
}

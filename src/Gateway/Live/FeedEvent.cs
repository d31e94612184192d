using System.Text.Json;
using RentABot.Contracts;
using RentABot.Hosting;

namespace RentABot.Gateway.Live;

/// <summary>One committed event, shared by all who listen: what is made of it is made once.</summary>
internal sealed class FeedEvent(
    long sequence, Guid eventId, string type, DateTimeOffset occurredAt, long? resourceId, Guid? reservationId, string body)
{
    private Event? _change;
    private byte[]? _frame;

    public long Sequence => sequence;

    public Guid EventId => eventId;

    /// <summary>The contract's name, such as <c>LockAcquired</c>.</summary>
    public string Type => type;

    public DateTimeOffset OccurredAt => occurredAt;

    /// <summary>The resource that it is about.</summary>
    public long? ResourceId => resourceId;

    /// <summary>The reservation that it is about, or that its lock was claimed from.</summary>
    public Guid? ReservationId => reservationId;

    /// <summary>The event as the bus has it: JSON in camelCase.</summary>
    public string Body => body;

    /// <summary>The event as its contract.</summary>
    public Event Change => LazyInitializer.EnsureInitialized(
        ref _change, () => (Event)JsonSerializer.Deserialize(body, EventTypes.ByName[type], WireJson.Options)!);

    /// <summary>The event as one of a stream of server-sent events.</summary>
    public ReadOnlyMemory<byte> Frame => LazyInitializer.EnsureInitialized(ref _frame, () => EventFrame.Of(this));
}

using System.Text.Json;
using RentABot.Chaos.Books;
using RentABot.Chaos.History;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking.Tests;

/// <summary>
/// A run told by hand, in seconds from its start. It does what the service would do and writes it down on every side; a
/// test then leaves something out or does it wrongly.
/// </summary>
internal sealed class Scene
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private long _lastCall;
    private long _lastFencingToken;

    public Dictionary<long, ResourceState> Resources { get; } = [];

    public List<LockRow> Locks { get; } = [];

    public List<ReservationRow> Reservations { get; } = [];

    public List<HoldRow> Holds { get; } = [];

    public List<EventRow> Events { get; } = [];

    public List<Call> Calls { get; } = [];

    public List<SimulatorUse> Uses { get; } = [];

    public List<Fault> Faults { get; } = [];

    /// <summary>Null: every event once, in order.</summary>
    public List<Delivery>? Deliveries { get; set; }

    public QuietPeriod Quiet { get; set; } = new();

    /// <summary>When the books are read.</summary>
    public double ReadAt { get; set; } = 1000;

    public RunHistory History => new()
    {
        Calls = Calls,
        Uses = Uses,
        Faults = Faults,
        Deliveries = Deliveries ?? [.. Events.Select(Heard)],
    };

    public ClosedBooks Books => new()
    {
        ReadAt = At(ReadAt),
        Resources = [.. Resources.Values.Select(RowOf)],
        Locks = Locks,
        Reservations = Reservations,
        Holds = Holds,
        Events = Events,
        LastSequence = Events.Count,
        LastFencingToken = _lastFencingToken,
        RelayedTo = Events.Count,
        Quiet = Quiet,
    };

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    public Scene With(long resourceId, params string[] tags)
    {
        Resources[resourceId] = new ResourceState
        {
            Id = resourceId,
            Name = $"r{resourceId}",
            Description = "",
            Endpoint = "",
            Tags = tags.Length > 0 ? tags : ["any"],
            MaxLockDuration = 3600,
            Status = ResourceStatus.Available,
            Locked = false,
            Unavailable = false,
            CreatedAt = Start,
            UpdatedAt = Start,
            Revision = 0,
        };
        var resource = Touch(resourceId, locked: false);
        Log<ResourceRegistered>(0, resource.Revision, new { resourceId, resource });
        return this;
    }

    /// <summary>A call that is answered at once.</summary>
    public void Say(double at, Operation operation, string request, Func<Call, Call> how) => Calls.Add(how(new Call
    {
        Number = ++_lastCall,
        Client = request,
        Transport = Transport.Rest,
        Operation = operation,
        Request = request,
        Begin = At(at - 0.1),
        End = At(at + 0.1),
        Outcome = Outcome.Done,
        Status = 200,
    }));

    /// <summary>A lock of one resource, asked for and answered.</summary>
    public LockRow Lock(double at, long resourceId, string request, double ttl = 60)
    {
        var row = Begin(at, resourceId, request, ttl);
        var selection = new Selection { ResourceId = resourceId };
        Say(at, Operation.Lock, request, call => call with { Selection = selection, Grants = [Granted(row)] });
        return row;
    }

    /// <summary>The end of a lock, asked for and answered.</summary>
    public void Unlock(double at, LockRow row)
    {
        End(at, row, LockEndReason.Released);
        Say(at, Operation.Unlock, row.ClientId, call => call with { Locks = [row.Lock] });
    }

    public static Grant Granted(LockRow row) => new()
    {
        ResourceId = row.ResourceId,
        FencingToken = row.FencingToken,
        AcquiredAt = row.AcquiredAt,
        ExpiresAt = row.ExpiresAt,
    };

    /// <summary>What the service does when it grants.</summary>
    public LockRow Begin(double at, long resourceId, string request, double ttl = 60, Guid? reservationId = null)
    {
        var row = new LockRow
        {
            Id = Guid.NewGuid(),
            ResourceId = resourceId,
            FencingToken = ++_lastFencingToken,
            ClientId = request,
            ReservationId = reservationId,
            AcquiredAt = At(at),
            ExpiresAt = At(at + ttl),
        };
        Locks.Add(row);
        Log<LockAcquired>(at, row, Touch(resourceId, locked: true));
        return row;
    }

    public void End(double at, LockRow row, LockEndReason reason)
    {
        var ended = Locks[Locks.FindIndex(one => one.Id == row.Id)] = row with { EndedAt = At(at), EndReason = reason };
        var resource = Touch(row.ResourceId, locked: false);
        if (reason == LockEndReason.Expired) Log<LockExpired>(at, ended, resource);
        else Log<LockReleased>(at, ended, resource);
    }

    /// <summary>A place in the queue, asked for and answered.</summary>
    public Guid Reserve(double at, string request, int quantity = 1, int priority = 5, string tag = "any", double wait = 600)
    {
        var id = Guid.NewGuid();
        Reservations.Add(new ReservationRow
        {
            Id = id,
            Status = ReservationStatus.Pending,
            ClientId = request,
            Tags = [tag],
            Quantity = quantity,
            Ttl = 60,
            Rank = At(at + (600 * priority)),
            Arrival = Events.Count + 1,
            CreatedAt = At(at),
            ExpiresAt = At(at + wait),
            Revision = 0,
        });
        Change<ReservationQueued>(at, id, row => row);
        Say(at, Operation.Reserve, request, call => call with
        {
            Selection = new Selection { Tags = [tag], Quantity = quantity },
            Reservation = new ReservationAnswer { Id = id, Status = ReservationStatus.Pending },
        });
        return id;
    }

    public void Fulfil(double at, Guid id, params long[] resourceIds)
    {
        foreach (var resourceId in resourceIds) Holds.Add(new HoldRow(resourceId, id));
        Change<ReservationFulfilled>(at, id, row => row with
        {
            Status = ReservationStatus.Fulfilled,
            FulfilledAt = At(at),
            ClaimExpiresAt = At(at + 60),
            ResourceIds = resourceIds,
        });
    }

    /// <summary>A claim, asked for and answered.</summary>
    public IReadOnlyList<LockRow> Claim(double at, Guid id)
    {
        Holds.RemoveAll(hold => hold.ReservationId == id);
        var reservation = Reservations.Find(one => one.Id == id)!;
        var locks = reservation.ResourceIds.Select(resourceId => Begin(at, resourceId, reservation.ClientId, 60, id)).ToList();
        Change<ReservationClaimed>(at, id, row => row with { Status = ReservationStatus.Claimed, ClaimedAt = At(at) });
        Say(at, Operation.Claim, reservation.ClientId, call => call with { ReservationId = id, Grants = [.. locks.Select(Granted)] });
        return locks;
    }

    public void Release(double at, Guid id) =>
        Change<ReservationReleased>(at, id, row => row with { Status = ReservationStatus.Released, EndedAt = At(at) });

    public void Expire(double at, Guid id)
    {
        Holds.RemoveAll(hold => hold.ReservationId == id);
        Change<ReservationExpired>(at, id, row => row with { Status = ReservationStatus.Expired, EndedAt = At(at), ResourceIds = [] });
    }

    public void Cancel(double at, Guid id)
    {
        Holds.RemoveAll(hold => hold.ReservationId == id);
        Change<ReservationCancelled>(at, id, row => row with { Status = ReservationStatus.Cancelled, EndedAt = At(at), ResourceIds = [] });
    }

    public static Delivery Heard(EventRow row) => new()
    {
        Subscriber = "watcher",
        At = row.OccurredAt,
        Sequence = row.Sequence,
        EventId = row.EventId,
        Type = row.Type,
        Revision = row.Body.Revision,
        ResourceId = row.ResourceId,
        ReservationId = row.ReservationId,
    };

    private static ResourceRow RowOf(ResourceState state) => new()
    {
        Id = state.Id,
        Name = state.Name,
        Tags = state.Tags,
        MaxLockDuration = state.MaxLockDuration,
        Unavailable = state.Unavailable,
        Revision = state.Revision,
    };

    private ResourceState Touch(long resourceId, bool locked) =>
        Resources[resourceId] = Resources[resourceId] with { Locked = locked, Revision = Resources[resourceId].Revision + 1 };

    private void Change<TEvent>(double at, Guid id, Func<ReservationRow, ReservationRow> change)
        where TEvent : ReservationEvent
    {
        var index = Reservations.FindIndex(row => row.Id == id);
        var row = Reservations[index] = change(Reservations[index]) with { Revision = Reservations[index].Revision + 1 };
        var reservation = new
        {
            reservationId = id,
            status = row.Status,
            row.Tags,
            row.Quantity,
            row.Ttl,
            priority = 5,
            row.ClientId,
            row.CreatedAt,
            row.ExpiresAt,
            claimWindow = 60,
            row.ResourceIds,
            row.Revision,
        };
        Log<TEvent>(at, row.Revision, new { reservationId = id, reservation, row.ClientId });
    }

    private void Log<TEvent>(double at, LockRow row, ResourceState resource)
        where TEvent : LockEvent => Log<TEvent>(at, resource.Revision, new
        {
            row.ResourceId,
            resource,
            row.ReservationId,
            row.ClientId,
            @lock = new
            {
                lockId = row.Id,
                row.ResourceId,
                resourceName = resource.Name,
                row.ClientId,
                row.FencingToken,
                row.AcquiredAt,
                row.ExpiresAt,
                row.ReservationId,
                row.EndedAt,
                row.EndReason,
            },
        });

    /// <summary>As on the wire: what all events have, and what this one tells.</summary>
    private void Log<TEvent>(double at, int revision, object told)
        where TEvent : Event
    {
        var json = JsonSerializer.SerializeToNode(told, JsonSerializerOptions.Web)!.AsObject();
        json["eventId"] = Guid.NewGuid();
        json["sequence"] = Events.Count + 1;
        json["revision"] = revision;
        json["occurredAt"] = At(at);
        json["actor"] = "";
        var body = JsonSerializer.Deserialize<TEvent>(json, JsonSerializerOptions.Web)!;
        Events.Add(new EventRow
        {
            Sequence = body.Sequence,
            EventId = body.EventId,
            Type = typeof(TEvent).Name,
            OccurredAt = body.OccurredAt,
            ResourceId = (body as ResourceEvent)?.ResourceId,
            ReservationId = (body as ReservationEvent)?.ReservationId ?? (body as LockEvent)?.ReservationId,
            Body = body,
        });
    }
}

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
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<long, int> _revisions = [];
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

    public double ReadAt { get; set; } = 1000;

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
        Log(new ResourceRegistered { ResourceId = resourceId, Resource = Touch(resourceId, locked: false), EventId = NewId, Sequence = Next, Revision = 1, OccurredAt = Start, Actor = "" });
        return this;
    }

    /// <summary>A call that is answered at once.</summary>
    public Call Say(double at, Operation operation, string request, Func<Call, Call> how)
    {
        var call = how(new Call
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
        });
        Calls.Add(call);
        return call;
    }

    /// <summary>A lock of one resource, asked for and answered.</summary>
    public LockRow Lock(double at, long resourceId, string request, double ttl = 60)
    {
        var row = Begin(at, resourceId, request, ttl);
        Say(at, Operation.Lock, request, call => call with { Selection = new Selection { ResourceId = resourceId }, Grants = [Granted(row)] });
        return row;
    }

    public void Unlock(double at, LockRow row)
    {
        End(at, row, LockEndReason.Released);
        Say(at, Operation.Unlock, row.ClientId, call => call with { Locks = [row.Lock] });
    }

    public static Grant Granted(LockRow row) => new()
    {
        ResourceId = row.ResourceId, FencingToken = row.FencingToken, AcquiredAt = row.AcquiredAt, ExpiresAt = row.ExpiresAt,
    };

    /// <summary>What the service does when it grants.</summary>
    public LockRow Begin(double at, long resourceId, string request, double ttl = 60, Guid? reservationId = null)
    {
        var row = new LockRow
        {
            Id = NewId,
            ResourceId = resourceId,
            FencingToken = ++_lastFencingToken,
            ClientId = request,
            ReservationId = reservationId,
            AcquiredAt = At(at),
            ExpiresAt = At(at + ttl),
        };
        Locks.Add(row);
        Log(new LockAcquired
        {
            ResourceId = resourceId, Resource = Touch(resourceId, locked: true), Lock = StateOf(row), ReservationId = reservationId, ClientId = request,
            EventId = NewId, Sequence = Next, Revision = Resources[resourceId].Revision, OccurredAt = At(at), Actor = "",
        });
        return row;
    }

    public void End(double at, LockRow row, LockEndReason reason)
    {
        var ended = Locks[Locks.FindIndex(one => one.Id == row.Id)] = row with { EndedAt = At(at), EndReason = reason };
        var (state, resource) = (StateOf(ended), Touch(row.ResourceId, locked: false));
        Log(reason == LockEndReason.Expired
            ? new LockExpired
            {
                ResourceId = row.ResourceId, Resource = resource, Lock = state, EventId = NewId, Sequence = Next,
                Revision = resource.Revision, OccurredAt = At(at), Actor = "",
            }
            : new LockReleased
            {
                ResourceId = row.ResourceId, Resource = resource, Lock = state, EventId = NewId, Sequence = Next,
                Revision = resource.Revision, OccurredAt = At(at), Actor = "",
            });
    }

    /// <summary>A place in the queue, asked for and answered.</summary>
    public Guid Reserve(double at, string request, int quantity = 1, int priority = 5, string tag = "any", double wait = 600)
    {
        var id = NewId;
        Reservations.Add(new ReservationRow
        {
            Id = id, Status = ReservationStatus.Pending, ClientId = request, Tags = [tag], Quantity = quantity, Ttl = 60,
            Rank = At(at + (600 * priority)), Arrival = Next, CreatedAt = At(at), ExpiresAt = At(at + wait), Revision = 0,
        });
        Tell(at, id, row => row, state => new ReservationQueued
        {
            ReservationId = id, Reservation = state, ClientId = request, EventId = NewId, Sequence = Next, Revision = state.Revision, OccurredAt = At(at), Actor = "",
        });
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
        Tell(
            at,
            id,
            row => row with { Status = ReservationStatus.Fulfilled, FulfilledAt = At(at), ClaimExpiresAt = At(at + 60), ResourceIds = resourceIds },
            state => new ReservationFulfilled
            {
                ReservationId = id, Reservation = state, EventId = NewId, Sequence = Next, Revision = state.Revision, OccurredAt = At(at), Actor = "",
            });
    }

    public IReadOnlyList<LockRow> Claim(double at, Guid id)
    {
        Holds.RemoveAll(hold => hold.ReservationId == id);
        var reservation = Reservations.Find(one => one.Id == id)!;
        var locks = reservation.ResourceIds.Select(resourceId => Begin(at, resourceId, reservation.ClientId, 60, id)).ToList();
        Tell(at, id, row => row with { Status = ReservationStatus.Claimed, ClaimedAt = At(at) }, state => new ReservationClaimed
        {
            ReservationId = id, Reservation = state, EventId = NewId, Sequence = Next, Revision = state.Revision, OccurredAt = At(at), Actor = "",
        });
        Say(at, Operation.Claim, reservation.ClientId, call => call with { ReservationId = id, Grants = [.. locks.Select(Granted)] });
        return locks;
    }

    public void Release(double at, Guid id) => Tell(
        at,
        id,
        row => row with { Status = ReservationStatus.Released, EndedAt = At(at) },
        state => new ReservationReleased
        {
            ReservationId = id, Reservation = state, EventId = NewId, Sequence = Next, Revision = state.Revision, OccurredAt = At(at), Actor = "",
        });

    public void Expire(double at, Guid id)
    {
        Holds.RemoveAll(hold => hold.ReservationId == id);
        Tell(at, id, row => row with { Status = ReservationStatus.Expired, EndedAt = At(at), ResourceIds = [] }, state => new ReservationExpired
        {
            ReservationId = id, Reservation = state, EventId = NewId, Sequence = Next, Revision = state.Revision, OccurredAt = At(at), Actor = "",
        });
    }

    public void Cancel(double at, Guid id)
    {
        Holds.RemoveAll(hold => hold.ReservationId == id);
        Tell(at, id, row => row with { Status = ReservationStatus.Cancelled, EndedAt = At(at), ResourceIds = [] }, state => new ReservationCancelled
        {
            ReservationId = id, Reservation = state, EventId = NewId, Sequence = Next, Revision = state.Revision, OccurredAt = At(at), Actor = "",
        });
    }

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
        Resources = [.. Resources.Values.Select(state => new ResourceRow
        {
            Id = state.Id, Name = state.Name, Tags = state.Tags, MaxLockDuration = state.MaxLockDuration, Unavailable = state.Unavailable, Revision = state.Revision,
        })],
        Locks = Locks,
        Reservations = Reservations,
        Holds = Holds,
        Events = Events,
        LastSequence = Events.Count,
        LastFencingToken = _lastFencingToken,
        RelayedTo = Events.Count,
        Quiet = Quiet,
    };

    public static Delivery Heard(EventRow row) => new()
    {
        Subscriber = "watcher", At = row.OccurredAt, Sequence = row.Sequence, EventId = row.EventId, Type = row.Type, Revision = row.Body.Revision,
        ResourceId = row.ResourceId, ReservationId = row.ReservationId,
    };

    private static Guid NewId => Guid.NewGuid();

    private long Next => Events.Count + 1;

    private static LockState StateOf(LockRow row) => new()
    {
        LockId = row.Id, ResourceId = row.ResourceId, ResourceName = $"r{row.ResourceId}", ClientId = row.ClientId, FencingToken = row.FencingToken,
        AcquiredAt = row.AcquiredAt, ExpiresAt = row.ExpiresAt, ReservationId = row.ReservationId, EndedAt = row.EndedAt, EndReason = row.EndReason,
    };

    private static ReservationState StateOf(ReservationRow row) => new()
    {
        ReservationId = row.Id, Status = row.Status, Tags = row.Tags, Quantity = row.Quantity, Ttl = row.Ttl, Priority = 5, ClientId = row.ClientId,
        CreatedAt = row.CreatedAt, ExpiresAt = row.ExpiresAt, ClaimWindow = 60, ResourceIds = row.ResourceIds, Revision = row.Revision,
    };

    private ResourceState Touch(long resourceId, bool locked)
    {
        var revision = _revisions[resourceId] = _revisions.GetValueOrDefault(resourceId) + 1;
        return Resources[resourceId] = Resources[resourceId] with { Locked = locked, Revision = revision };
    }

    private void Tell(double at, Guid id, Func<ReservationRow, ReservationRow> change, Func<ReservationState, Event> tell)
    {
        var index = Reservations.FindIndex(row => row.Id == id);
        var row = change(Reservations[index]);
        Reservations[index] = row = row with { Revision = row.Revision + 1 };
        Log(tell(StateOf(row)));
    }

    private void Log(Event body) => Events.Add(new EventRow
    {
        Sequence = body.Sequence,
        EventId = body.EventId,
        Type = body.GetType().Name,
        OccurredAt = body.OccurredAt,
        ResourceId = (body as ResourceEvent)?.ResourceId,
        ReservationId = (body as ReservationEvent)?.ReservationId ?? (body as LockEvent)?.ReservationId,
        Body = body,
    });
}

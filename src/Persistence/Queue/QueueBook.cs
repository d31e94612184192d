using RentABot.Rules;

namespace RentABot.Persistence.Queue;

/// <summary>
/// The queue and the pool as they stood at one event: all that a plan, a position or an estimate is made from. It is
/// kept in memory and changed by what the event log says was touched, so that a decision loads no more than what
/// changed since the last one. <see cref="QueueBookKeeper"/> keeps it.
/// </summary>
public sealed class QueueBook
{
    private readonly List<PoolResource?> _resources = [];
    private readonly Stack<int> _unusedSlots = [];
    private readonly Dictionary<long, int> _slots = [];
    private readonly PoolIndex _index = new();
    private readonly SlotSet _locked = new();
    private readonly SlotSet _outOfService = new();
    private readonly Dictionary<(string, int?), Wish> _wishes = [];
    private readonly Dictionary<Guid, QueuedReservation> _waiting = [];
    private readonly SortedSet<QueuedReservation> _line = new(QueuedReservation.ByRank);
    private Dictionary<long, Guid> _holds = [];

    /// <summary>The last event that it knows of.</summary>
    public long Sequence { get; internal set; }

    /// <summary>The pending reservations in rank order.</summary>
    public IReadOnlyCollection<QueuedReservation> Line => _line;

    /// <summary>What they ask for.</summary>
    public IReadOnlyCollection<Wish> Wishes => _wishes.Values;

    public QueuedReservation? Find(Guid id) => _waiting.GetValueOrDefault(id);

    public PoolResource ResourceIn(int slot) => _resources[slot]!;

    public int? SlotOf(long resourceId) => _slots.TryGetValue(resourceId, out var slot) ? slot : null;

    /// <summary>What is held, by whom: by those who gather, and by those who have their whole quantity and have not claimed.</summary>
    public IReadOnlyDictionary<long, Guid> Holds => _holds;

    public SlotSet Locked => _locked;

    public SlotSet OutOfService => _outOfService;

    /// <summary>What a plan may give: resources in service that are free, or held by one who gathers.</summary>
    public SlotSet InPlay(SlotSet among)
    {
        var inPlay = new SlotSet();
        inPlay.Add(among);
        inPlay.Remove(_locked);
        inPlay.Remove(_outOfService);
        foreach (var (resourceId, holder) in _holds)
        {
            if (!_waiting.ContainsKey(holder) && SlotOf(resourceId) is { } slot) inPlay.Set(slot, false);
        }

        return inPlay;
    }

    public void Put(PoolResource resource)
    {
        var known = _slots.TryGetValue(resource.Id, out var slot) ? _resources[slot] : null;
        if (known is null) slot = NewSlot(resource);
        _resources[slot] = resource;
        _locked.Set(slot, resource.LockedUntil is not null);
        _outOfService.Set(slot, resource.Unavailable);

        // A lock or its end, which is nearly every change, does not touch what it suits.
        if (known is not null && known.IsDescribedAs(resource)) return;
        if (known is not null) _index.Remove(slot, known);
        _index.Add(slot, resource);
        foreach (var wish in _wishes.Values) wish.Suiting.Set(slot, wish.Suits(resource));
    }

    public void RemoveResource(long id)
    {
        if (!_slots.Remove(id, out var slot)) return;
        _index.Remove(slot, _resources[slot]!);
        _resources[slot] = null;
        _unusedSlots.Push(slot);
        _locked.Set(slot, false);
        _outOfService.Set(slot, false);
        foreach (var wish in _wishes.Values) wish.Suiting.Set(slot, false);
    }

    public void Enqueue(Guid id, DateTimeOffset rank, long arrival, int quantity, Selector selector, int? leastMaxLockDuration)
    {
        Dequeue(id);
        var wish = WishFor(selector, leastMaxLockDuration);
        wish.Waiting++;
        var waiting = new QueuedReservation(id, rank, arrival, quantity, wish);
        _waiting.Add(id, waiting);
        _line.Add(waiting);
    }

    public void Dequeue(Guid id)
    {
        if (!_waiting.Remove(id, out var gone)) return;
        _line.Remove(gone);
        if (--gone.Wish.Waiting == 0) _wishes.Remove(gone.Wish.Key);
    }

    public void SetHolds(Dictionary<long, Guid> holds) => _holds = holds;

    private int NewSlot(PoolResource resource)
    {
        if (_unusedSlots.TryPop(out var slot))
        {
            _resources[slot] = resource;
        }
        else
        {
            slot = _resources.Count;
            _resources.Add(resource);
        }

        return _slots[resource.Id] = slot;
    }

    private Wish WishFor(Selector selector, int? leastMaxLockDuration)
    {
        var wish = new Wish(selector, leastMaxLockDuration);
        if (_wishes.TryGetValue(wish.Key, out var known)) return known;
        foreach (var slot in _index.Matching(selector).Slots()) wish.Suiting.Set(slot, wish.Allows(_resources[slot]!));
        return _wishes[wish.Key] = wish;
    }
}

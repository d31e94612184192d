using RentABot.Allocator.Queue;
using RentABot.Persistence.Queue;
using RentABot.Rules;

namespace RentABot.Planner;

/// <summary>
/// A lab where everything is locked and many wait, with 50 different wishes that overlap: for one of 10 types, of 5 sites,
/// or of a type at a site.
/// </summary>
internal sealed class BusyLab
{
    private const int Types = 10;
    private const int Sites = 5;
    private const int Wishes = 50;
    private const int Gathered = 10;
    private const int FreeEach = 11;
    private const string OnlyTheLast = "only-the-last";
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly int _resources;
    private readonly Situation _situation;
    private long _next;

    public BusyLab(int resources, int waiters, Situation situation)
    {
        (_resources, _situation) = (resources, situation);
        for (var id = 1; id <= resources; id++) Put(id, isLocked: situation != Situation.Gathering || !IsHeld(id));
        for (var i = 1; i <= waiters; i++)
        {
            var quantity = situation == Situation.Gathering && i % 3 == 0 ? Gathered : 1;
            var wish = situation == Situation.Last && i == waiters ? new Selector(null, null, [OnlyTheLast]) : WishOf(i % (Wishes - 1));
            Book.Enqueue(new Guid(i, 0, 0, new byte[8]), Noon.AddSeconds(i), i, quantity, wish, null);
        }

        if (situation == Situation.Gathering) ServeWhoCanBe();
    }

    public QueueBook Book { get; } = new();

    /// <summary>Another one each time; never one that is held.</summary>
    public Plan ReleaseAndPlan()
    {
        do _next = _next % _resources + 1;
        while (IsHeld(_next));
        Put(_next, isLocked: false);
        var plan = QueuePlanner.Plan(Book.ToState());
        Put(_next, isLocked: true);
        return plan;
    }

    private static bool IsHeld(long id) => id % FreeEach == 0;

    private static Selector WishOf(int number) => new(null, null, number switch
    {
        < Types => [$"type-{number}"],
        < Types + Sites => [$"site-{number - Types}"],
        _ => [$"type-{number % Types}", $"site-{number / Types % Sites}"],
    });

    private void ServeWhoCanBe()
    {
        Plan plan;
        while ((plan = QueuePlanner.Plan(Book.ToState())).Grants.Count > 0)
        {
            foreach (var grant in plan.Grants) Book.Dequeue(grant.ReservationId);
            foreach (var id in plan.Grants.SelectMany(grant => grant.ResourceIds)) Put(id, isLocked: true);
        }

        Book.SetHolds(plan.Holds
            .SelectMany(hold => hold.ResourceIds, (hold, id) => (id, hold.ReservationId))
            .ToDictionary(held => held.id, held => held.ReservationId));
    }

    private void Put(long id, bool isLocked) => Book.Put(new PoolResource
    {
        Id = id,
        Name = $"board-{id}",
        Tags = _situation == Situation.Last
            ? ["board", OnlyTheLast, $"serial-{id}"]
            : ["board", $"type-{id % Types}", $"site-{id / Types % Sites}", $"serial-{id}"],
        MaxLockDuration = 3600,
        Unavailable = false,
        LastUsedAt = Noon.AddSeconds(id),
        LockedUntil = isLocked ? Noon.AddHours(1) : null,
    });
}

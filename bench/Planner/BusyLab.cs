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
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <param name="resources">How many resources there are.</param>
    /// <param name="waiters">How many wait.</param>
    /// <param name="gathering">Whether every third asks for ten, and those in front hold every eleventh resource.</param>
    public BusyLab(int resources, int waiters, bool gathering)
    {
        for (var id = 1; id <= resources; id++) Book.Put(Resource(id, isLocked: !gathering || !IsHeld(id)));
        for (var i = 0; i < waiters; i++)
        {
            var quantity = gathering && i % 3 == 0 ? Gathered : 1;
            Book.Enqueue(new Guid(i, 0, 0, new byte[8]), Noon.AddSeconds(i), i, quantity, WishOf(i % Wishes), null);
        }

        if (!gathering) return;
        while (QueuePlanner.Plan(Book.ToState()) is { Grants.Count: > 0 } plan)
        {
            foreach (var grant in plan.Grants) Book.Dequeue(grant.ReservationId);
            foreach (var id in plan.Grants.SelectMany(grant => grant.ResourceIds)) Book.Put(Resource(id, isLocked: true));
        }

        Book.SetHolds(QueuePlanner.Plan(Book.ToState()).Holds
            .SelectMany(hold => hold.ResourceIds, (hold, id) => (id, hold.ReservationId))
            .ToDictionary(held => held.id, held => held.ReservationId));
    }

    public QueueBook Book { get; } = new();

    /// <summary>Whether a resource is one of those that are held where some gather.</summary>
    public static bool IsHeld(long id) => id % FreeEach == 0;

    public static PoolResource Resource(long id, bool isLocked) => new()
    {
        Id = id,
        Name = $"board-{id}",
        Tags = ["board", $"type-{id % Types}", $"site-{id / Types % Sites}", $"serial-{id}"],
        MaxLockDuration = 3600,
        Unavailable = false,
        LastUsedAt = Noon.AddSeconds(id),
        LockedUntil = isLocked ? Noon.AddHours(1) : null,
    };

    private static Selector WishOf(int number) => new(null, null, number switch
    {
        < Types => [$"type-{number}"],
        < Types + Sites => [$"site-{number - Types}"],
        _ => [$"type-{number % Types}", $"site-{number / Types % Sites}"],
    });
}

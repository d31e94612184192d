using RentABot.Rules;

namespace RentABot.Persistence.Queue;

/// <summary>What some of the waiting reservations ask for. Those that ask for the same share one.</summary>
public sealed class Wish(Selector selector, int? leastMaxLockDuration)
{
    public Selector Selector => selector;

    /// <summary>The same for those that suit the same resources.</summary>
    internal (string, int?) Key { get; } = (selector.Key, leastMaxLockDuration);

    /// <summary>The registered resources that suit it, in service or not.</summary>
    public SlotSet Suiting { get; } = new();

    /// <summary>How many reservations wait with it.</summary>
    public int Waiting { get; internal set; }

    public bool Suits(PoolResource resource) => Allows(resource) && selector.Matches(resource.Id, resource.Name, resource.Tags);

    /// <summary>Whether a resource that the selector matches may be locked for as long as is asked.</summary>
    public bool Allows(PoolResource resource) => leastMaxLockDuration is null || resource.MaxLockDuration >= leastMaxLockDuration;
}

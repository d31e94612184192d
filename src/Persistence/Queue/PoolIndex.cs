using System.Diagnostics;
using RentABot.Rules;

namespace RentABot.Persistence.Queue;

/// <summary>
/// Finds what a selector matches by its tags, so that a new wish costs what its terms find instead of a look at every
/// resource for each of them.
/// </summary>
internal sealed class PoolIndex
{
    private readonly SlotSet _all = new();
    private readonly Dictionary<string, HashSet<int>> _byTag = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _byId = [];

    public void Add(int slot, PoolResource resource)
    {
        _all.Set(slot, true);
        _byName[resource.Name] = slot;
        _byId[resource.Id] = slot;
        foreach (var tag in resource.Tags)
        {
            if (!_byTag.TryGetValue(tag, out var slots)) _byTag[tag] = slots = [];
            slots.Add(slot);
        }
    }

    public void Remove(int slot, PoolResource resource)
    {
        _all.Set(slot, false);
        _byId.Remove(resource.Id);

        // Another resource may have taken the name over already.
        if (_byName.TryGetValue(resource.Name, out var named) && named == slot) _byName.Remove(resource.Name);
        foreach (var tag in resource.Tags)
        {
            if (!_byTag.TryGetValue(tag, out var slots)) continue;
            slots.Remove(slot);
            if (slots.Count == 0) _byTag.Remove(tag);
        }
    }

    /// <summary>A set of its own, which may be changed.</summary>
    public SlotSet Matching(Selector selector)
    {
        var matching = selector switch
        {
            { ResourceId: { } id } => Only(_byId.TryGetValue(id, out var slot) ? slot : null),
            { Name: { } name } => Only(_byName.TryGetValue(name, out var slot) ? slot : null),
            _ => Copy(_all),
        };
        foreach (var tag in selector.Tags) matching.Keep(Tagged(tag));
        if (selector.Expression is not null) matching.Keep(Satisfying(selector.Expression.Root));
        return matching;
    }

    private SlotSet Satisfying(LabelNode node)
    {
        switch (node)
        {
            case LabelNode.Tag(var name):
                return Tagged(name);
            case LabelNode.Not(var inner):
                var others = Copy(_all);
                others.Remove(Satisfying(inner));
                return others;
            case LabelNode.And(var left, var right):
                var both = Satisfying(left);
                both.Keep(Satisfying(right));
                return both;
            case LabelNode.Or(var left, var right):
                var either = Satisfying(left);
                either.Add(Satisfying(right));
                return either;
            default:
                throw new UnreachableException();
        }
    }

    private SlotSet Tagged(string tag)
    {
        var tagged = new SlotSet();
        foreach (var slot in _byTag.GetValueOrDefault(tag) ?? []) tagged.Set(slot, true);
        return tagged;
    }

    private static SlotSet Only(int? slot)
    {
        var only = new SlotSet();
        if (slot is { } known) only.Set(known, true);
        return only;
    }

    private static SlotSet Copy(SlotSet slots)
    {
        var copy = new SlotSet();
        copy.Add(slots);
        return copy;
    }
}

using System.Numerics;

namespace RentABot.Persistence.Queue;

/// <summary>A set of resources, told by their slots in a <see cref="QueueBook"/>: one bit each.</summary>
public sealed class SlotSet
{
    private const int Bits = 64;

    private static readonly SlotSet Empty = new();

    private ulong[] _words = [];

    public int Count => CountExcept(Empty);

    public bool Contains(int slot) => slot / Bits < _words.Length && (_words[slot / Bits] >> (slot % Bits) & 1) == 1;

    public void Set(int slot, bool isIn)
    {
        if (slot / Bits >= _words.Length)
        {
            if (!isIn) return;
            Array.Resize(ref _words, Math.Max(slot / Bits + 1, _words.Length * 2));
        }

        var bit = 1UL << (slot % Bits);
        _words[slot / Bits] = isIn ? _words[slot / Bits] | bit : _words[slot / Bits] & ~bit;
    }

    public bool Overlaps(SlotSet other)
    {
        for (var i = Math.Min(_words.Length, other._words.Length) - 1; i >= 0; i--)
        {
            if ((_words[i] & other._words[i]) != 0) return true;
        }

        return false;
    }

    /// <summary>How many of these are not in <paramref name="other"/>.</summary>
    public int CountExcept(SlotSet other)
    {
        var count = 0;
        for (var i = 0; i < _words.Length; i++) count += BitOperations.PopCount(_words[i] & ~other.Word(i));
        return count;
    }

    /// <summary>How many of these are in <paramref name="other"/>, too.</summary>
    public int CountIn(SlotSet other)
    {
        var count = 0;
        for (var i = 0; i < _words.Length; i++) count += BitOperations.PopCount(_words[i] & other.Word(i));
        return count;
    }

    public void Add(SlotSet other)
    {
        if (other._words.Length > _words.Length) Array.Resize(ref _words, other._words.Length);
        for (var i = 0; i < other._words.Length; i++) _words[i] |= other._words[i];
    }

    public void Keep(SlotSet other)
    {
        for (var i = 0; i < _words.Length; i++) _words[i] &= other.Word(i);
    }

    public void Remove(SlotSet other)
    {
        for (var i = 0; i < _words.Length; i++) _words[i] &= ~other.Word(i);
    }

    public IEnumerable<int> Slots()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            for (var word = _words[i]; word != 0; word &= word - 1) yield return i * Bits + BitOperations.TrailingZeroCount(word);
        }
    }

    private ulong Word(int index) => index < _words.Length ? _words[index] : 0;
}

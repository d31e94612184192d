namespace RentABot.Fuzz.Requests;

/// <summary>What a request is made by: numbers, taken one after the other, over again when they are used up.</summary>
internal sealed class Choices(int[] numbers)
{
    private int _next;

    /// <summary>A number from 0 up to, not including, <paramref name="count"/>.</summary>
    public int Below(int count) => (int)((uint)(numbers[_next % numbers.Length] + (_next++ / numbers.Length)) % (uint)count);

    public bool Percent(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>Some of a list's, in its order.</summary>
    public IEnumerable<T> Some<T>(IEnumerable<T> list, int percent) => list.Where(_ => Percent(percent)).ToList();
}

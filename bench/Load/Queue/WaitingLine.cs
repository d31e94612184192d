using RentABot.Load.Rest;

namespace RentABot.Load.Queue;

/// <summary>Those who wait, in the order in which they are to be served.</summary>
internal sealed class WaitingLine(Api api)
{
    private const int AtATime = 32;
    private const int SayEvery = 1000;

    private readonly List<Reservation> _waiters = [];

    /// <summary>Makes it so long: a new line, unless it is already.</summary>
    public async Task BecomeAsync(int length)
    {
        if (_waiters.Count == length) return;
        await ManyAsync(_waiters, "cancelled", api.CancelAsync);
        await ManyAsync(Enumerable.Range(0, length).Select(WishOf), "created", api.ReserveAsync);
        await ReadAsync(length);
    }

    public bool Has(string tag) => _waiters.Exists(waiter => Wish.Of(waiter).Tag == tag);

    /// <summary>Whom the next free device of this board is for.</summary>
    public Reservation NextFor(string board) => _waiters.First(waiter => Lab.Serves(board, Wish.Of(waiter).Tag));

    public void Join(Reservation waiter) => _waiters.Add(waiter);

    public void Leave(Reservation waiter) => _waiters.Remove(waiter);

    /// <summary>Few waiters ask for different things, too, some boards and some families; one of ten wants two.</summary>
    private static Wish WishOf(int number) => new(Lab.Tags[7 * number % Lab.Tags.Count], number % 10 == 9 ? 2 : 1);

    private static async Task ManyAsync<T>(IEnumerable<T> all, string done, Func<T, Task> act)
    {
        var count = 0;
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (one, _) =>
        {
            await act(one);
            var now = Interlocked.Increment(ref count);
            if (now % SayEvery == 0) Progress.Say($"{now:N0} waiters {done}");
        });
    }

    /// <summary>
    /// Asks the service for the order of the newest: all have the same priority, so it is by creation, and then by arrival.
    /// </summary>
    private async Task ReadAsync(int length)
    {
        var newest = new List<Reservation>();
        for (var page = 1; newest.Count < length; page++) newest.AddRange((await api.NewestAsync(page)).Reservations);
        _waiters.Clear();
        _waiters.AddRange(newest.Take(length).Reverse().OrderBy(waiter => waiter.CreatedAt));
        if (!_waiters.TrueForAll(waiter => waiter.Status == "pending")) throw new InvalidOperationException("Not all of them wait.");
    }
}

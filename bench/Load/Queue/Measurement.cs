using System.Diagnostics;
using RentABot.Load.Rest;

namespace RentABot.Load.Queue;

/// <summary>
/// One after the other: somebody joins the line, a device is released, whoever is next for it is served and claims it.
/// So the line stays as long as it was, and every device but the one in passing stays locked.
/// </summary>
internal sealed class Measurement(Api api, HeldLocks locks, WaitingLine line)
{
    /// <summary>Not measured: what building the line set going comes to its end.</summary>
    private const int First = 20;

    private const int LongestWait = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private int _turn;

    public async Task<Samples> RunAsync(int count)
    {
        for (var i = 0; i < First; i++) await ServeOneAsync(new Samples());
        var samples = new Samples();
        for (var i = 0; i < count; i++) await ServeOneAsync(samples);
        return samples;
    }

    private async Task ServeOneAsync(Samples samples)
    {
        var board = NextBoard();
        var next = line.NextFor(board);
        var fulfilled = FulfilledAsync(next);

        // The call that waits is in its place before anything happens, and one thing does not disturb the other.
        await Task.Delay(Pause);
        var began = Stopwatch.GetTimestamp();
        var newcomer = await api.ReserveAsync(Wish.Of(next));
        samples.Created.Add(Stopwatch.GetElapsedTime(began));
        await Task.Delay(Pause);

        for (var i = 1; i < next.Quantity; i++) await api.UnlockAsync(locks.Take(board));
        began = Stopwatch.GetTimestamp();
        await api.UnlockAsync(locks.Take(board));
        var unlocked = Stopwatch.GetTimestamp();
        samples.Unlocked.Add(Stopwatch.GetElapsedTime(began, unlocked));
        if (await fulfilled is { } heard) samples.Fulfilled.Add(Stopwatch.GetElapsedTime(unlocked, heard));

        locks.Add(await api.ClaimAsync(next));
        line.Leave(next);
        line.Join(newcomer);
    }

    /// <summary>Goes round all that people ask for and somebody waits for, and round the boards that serve it.</summary>
    private string NextBoard()
    {
        string tag;
        do
        {
            tag = Lab.Tags[_turn++ % Lab.Tags.Count];
        }
        while (!line.Has(tag));

        var boards = Lab.BoardsFor(tag);
        return boards[_turn / Lab.Tags.Count % boards.Count];
    }

    /// <summary>
    /// Returns when the answer came; null when the call was so late that it found nothing to wait for, which its answer
    /// says at the end of its time.
    /// </summary>
    private async Task<long?> FulfilledAsync(Reservation waiter)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await api.ChangeOfAsync(waiter, LongestWait);
        var now = Stopwatch.GetTimestamp();
        if (answer.Status != "fulfilled") throw new InvalidOperationException($"The next in line is {answer.Status}.");
        return Stopwatch.GetElapsedTime(began, now).TotalSeconds < LongestWait ? now : null;
    }
}

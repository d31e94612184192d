using RentABot.Persistence;
using RentABot.Persistence.Clock;

namespace RentABot.Scheduler.Tests;

/// <summary>The database's clock, in the test's hand.</summary>
internal sealed class TestClock : IDatabaseClock
{
    public static readonly DateTimeOffset Noon = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Noon;

    /// <summary>What a reader waits for, when it is to be caught in the middle of a sweep.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Reads { get; private set; }

    public async Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken)
    {
        Reads++;
        await Gate.WaitAsync(cancellationToken);
        return Now;
    }
}

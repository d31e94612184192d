using RentABot.Persistence;
using RentABot.Persistence.Clock;

namespace RentABot.Allocator.Tests.Support;

/// <summary>The database's clock, standing still until a test moves it.</summary>
internal sealed class MovableClock : IDatabaseClock
{
    public DateTimeOffset Now { get; private set; } = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Moves it, backwards too.</summary>
    public void Advance(TimeSpan by) => Now += by;

    public void Advance(int seconds) => Advance(TimeSpan.FromSeconds(seconds));

    public Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken) => Task.FromResult(Now);
}

using RentABot.Persistence;
using RentABot.Persistence.Clock;

namespace RentABot.Gateway.Tests.Support;

/// <summary>The database's clock, standing still until a test moves it, or silent.</summary>
internal sealed class MovableClock : IDatabaseClock
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Noon;

    public Exception? Failure { get; set; }

    public Task<DateTimeOffset> ReadAsync(RentABotDbContext db, CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult(Now) : Task.FromException<DateTimeOffset>(Failure);
}

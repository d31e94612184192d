namespace RentABot.Persistence.Leases;

/// <summary>
/// A lease that is held. Do its work through <see cref="Db"/>: that is the connection that holds the lease, so
/// work fails when the lease is lost.
/// </summary>
public sealed class DatabaseLease(RentABotDbContext db, Func<ValueTask> release) : IAsyncDisposable
{
    public RentABotDbContext Db => db;

    public ValueTask DisposeAsync() => release();
}

using RentABot.Chaos.Cluster;

namespace RentABot.Chaos.Faults;

/// <summary>An idle transaction of somebody else holds what every write needs.</summary>
internal sealed class HoldInTransaction(ChaosCluster cluster, string what, string statement, TimeSpan duration) : Fault
{
    public override string Target => $"{what} {For(duration)}";

    public override string Breaks => $"{PrivateServer.Postgres}";

    public static HoldInTransaction Row(ChaosCluster cluster, TimeSpan duration, string kind) =>
        new(cluster, "the ledger's head", "SELECT 1 FROM ledger_heads FOR UPDATE", duration) { Kind = kind };

    /// <param name="cluster">Where.</param>
    /// <param name="duration">How long.</param>
    /// <param name="kind">What to call it.</param>
    public static HoldInTransaction WriteLock(ChaosCluster cluster, TimeSpan duration, string kind) =>
        new(cluster, "the write lock", "SELECT pg_advisory_xact_lock(x'52414200'::int)", duration) { Kind = kind };

    public override async Task HappenAsync()
    {
        await using var connection = await cluster.ConnectAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
        await LastAsync(duration);
        await transaction.RollbackAsync();
    }
}

using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>An idle transaction of somebody else holds what every write needs.</summary>
internal sealed class HoldInTransaction(ChaosCluster cluster, string what, string statement, TimeSpan duration) : Injection
{
    public override FaultKind? Kind => FaultKind.RowHeld;

    public override IReadOnlyList<string> Targets => [Postgres];

    public override string Details => $"{what} {For(duration)}";

    public static HoldInTransaction Row(ChaosCluster cluster, TimeSpan duration, string name) =>
        new(cluster, "the ledger's head", "SELECT 1 FROM ledger_head FOR UPDATE", duration) { Name = name };

    public static HoldInTransaction WriteLock(ChaosCluster cluster, TimeSpan duration, string name) =>
        new(cluster, "the write lock", "SELECT pg_advisory_xact_lock(x'52414200'::int)", duration) { Name = name };

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

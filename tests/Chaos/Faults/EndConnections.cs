using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>The database ends connections of the services, as an administrator or a failover does.</summary>
internal sealed class EndConnections(ChaosCluster cluster, int percent) : Injection
{
    public override FaultKind? Kind => FaultKind.ConnectionsTerminated;

    public override IReadOnlyList<string> Targets => [Postgres];

    public override string Details => $"{percent} % of the services' connections";

    public override async Task HappenAsync()
    {
        await using var connection = await cluster.ConnectAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name ~ '^(Allocator|Gateway|Scheduler)-' AND pid % 100 < {percent}
            """;
        await command.ExecuteNonQueryAsync();
    }
}

using RentABot.Chaos.Cluster;

namespace RentABot.Chaos.Faults;

/// <summary>The database ends connections of the services, as an administrator or a failover does.</summary>
internal sealed class EndConnections(ChaosCluster cluster, int percent) : Fault
{
    public override string Target => $"{percent} % of the services' connections";

    public override string Breaks => $"{PrivateServer.Postgres}";

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

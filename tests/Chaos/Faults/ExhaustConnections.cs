using Npgsql;
using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>Somebody else takes every connection that the database gives, and the services lose theirs.</summary>
internal sealed class ExhaustConnections(ChaosCluster cluster, TimeSpan duration) : Injection
{
    private const int AtOnce = 10;

    private readonly List<NpgsqlConnection> _taken = [];
    private readonly Lock _gate = new();

    public override FaultKind? Kind => FaultKind.PoolRunDry;

    public override IReadOnlyList<string> Targets => [Postgres];

    public override string Details => $"{_taken.Count} connections {For(duration)}";

    public override async Task HappenAsync()
    {
        using var over = new CancellationTokenSource();
        try
        {
            var takers = Enumerable.Range(0, AtOnce).Select(_ => TakeAsync(over.Token)).ToList();
            await new EndConnections(cluster, percent: 100) { Name = Name }.HappenAsync();
            await LastAsync(duration);
            await over.CancelAsync();
            await Task.WhenAll(takers);
        }
        finally
        {
            foreach (var connection in _taken) await connection.DisposeAsync();
        }
    }

    private async Task TakeAsync(CancellationToken over)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!over.IsCancellationRequested)
        {
            try
            {
                var connection = await cluster.ConnectAsync(over);
                lock (_gate) _taken.Add(connection);
            }
            catch (NpgsqlException)
            {
                // None is left: whatever is given back is wanted too.
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

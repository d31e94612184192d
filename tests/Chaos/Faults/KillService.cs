using RentABot.Chaos.Cluster;

namespace RentABot.Chaos.Faults;

/// <summary>SIGKILL; after a while it is started again.</summary>
internal sealed class KillService(Node node, TimeSpan duration) : Fault
{
    public override string Target => $"{node} {For(duration)}";

    public override string Breaks => node.Name;

    public override async Task HappenAsync()
    {
        await node.KillAsync();
        await LastAsync(duration);
        await node.StartAsync();
    }
}

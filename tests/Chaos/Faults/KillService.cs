using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>SIGKILL; after a while it is started again.</summary>
internal sealed class KillService(Node node, TimeSpan duration) : Injection
{
    public override FaultKind? Kind => FaultKind.Kill;

    public override IReadOnlyList<string> Targets => [node.Name];

    public override string Details => For(duration);

    public override async Task HappenAsync()
    {
        await node.KillAsync();
        await LastAsync(duration);
        await node.StartAsync();
    }
}

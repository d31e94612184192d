using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>SIGSTOP and later SIGCONT: meanwhile locks expire whose holders the service believes in when it wakes.</summary>
internal sealed class PauseService(Node node, TimeSpan duration) : Injection
{
    public override FaultKind? Kind => FaultKind.Pause;

    public override IReadOnlyList<string> Targets => [node.Name];

    public override string Details => For(duration);

    public override async Task HappenAsync()
    {
        await node.PauseAsync();
        try
        {
            await LastAsync(duration);
        }
        finally
        {
            await node.ResumeAsync();
        }

        await node.BecomesReadyAsync();
    }
}

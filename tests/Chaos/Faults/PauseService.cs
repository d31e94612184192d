using RentABot.Chaos.Cluster;

namespace RentABot.Chaos.Faults;

/// <summary>SIGSTOP and later SIGCONT: meanwhile locks expire whose holders the service believes in when it wakes.</summary>
internal sealed class PauseService(Node node, TimeSpan duration) : Fault
{
    public override string Target => $"{node} {For(duration)}";

    public override string Breaks => node.Name;

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

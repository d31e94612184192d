using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>
/// An allocator kills itself at a chosen moment. It is started anew for that, since the moment is told to it by its
/// environment, and once more afterwards. The other one is killed, too, when it is there: it would keep the relay's lease,
/// and half of the commands.
/// </summary>
internal sealed class KillAtPoint(Node armed, Node other, string point, int count) : Injection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static readonly IReadOnlyList<string> Points =
        ["before-commit", "after-commit-before-reply", "after-commit-before-publish", "after-publish-before-position"];

    public override FaultKind? Kind => FaultKind.Kill;

    public override IReadOnlyList<string> Targets => [armed.Name, other.Name];

    public override string Details => $"{armed} at its {count}. {point}{(Reached ? "" : ", not reached")}";

    /// <summary>Whether it died of it.</summary>
    public bool Reached { get; private set; }

    public override async Task HappenAsync()
    {
        await armed.KillAsync();
        await armed.LaunchAsync($"{point}:{count}");
        await armed.ListensAsync();
        await other.KillAsync();
        Reached = await armed.DiesAsync(Patience);
        if (!Reached) await armed.KillAsync();
        await Task.WhenAll(armed.StartAsync(), other.StartAsync());
    }
}

using RentABot.Chaos.Cluster;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>
/// The allocator kills itself at a chosen moment. It is started anew for that, since the point is told to it by its
/// environment, and once more afterwards.
/// </summary>
internal sealed class KillAtPoint(Node node, string point, int count) : Injection
{
    /// <summary>Only the holder of the relay lease reaches some of the points, and it may be the other one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static readonly IReadOnlyList<string> Points =
        ["before-commit", "after-commit-before-reply", "after-commit-before-publish", "after-publish-before-position"];

    public override FaultKind? Kind => FaultKind.Kill;

    public override string Target => node.Name;

    public override string Details => $"{point}:{count}{(Reached ? "" : ", not reached")}";

    /// <summary>Whether it died of it.</summary>
    public bool Reached { get; private set; }

    public override async Task HappenAsync()
    {
        await node.KillAsync();
        await node.LaunchAsync($"{point}:{count}");
        Reached = await node.DiesAsync(Patience);
        if (!Reached) await node.KillAsync();
        await node.StartAsync();
    }
}

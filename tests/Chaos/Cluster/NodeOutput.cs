using System.Collections.Concurrent;

namespace RentABot.Chaos.Cluster;

/// <summary>What a service has written over all its lives, as far as it is of interest when something is wrong.</summary>
internal sealed class NodeOutput
{
    private readonly ConcurrentQueue<ServiceProcess> _lives = new();

    /// <summary>Lines of the level <c>fail</c> or <c>crit</c>, and what an unhandled exception leaves.</summary>
    public IEnumerable<string> Failures => _lives
        .SelectMany(life => life.Output.Where(IsFailure).Concat(life.Errors));

    public IEnumerable<string> Lines => _lives.SelectMany(life => life.Output.Concat(life.Errors));

    public void Follow(ServiceProcess life) => _lives.Enqueue(life);

    private static bool IsFailure(string line) =>
        line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal);
}

using RentABot.Contracts;
using RentABot.Gateway.Problems;

namespace RentABot.Gateway.Audit;

/// <summary>What a refused request was about, beyond what its address says.</summary>
/// <param name="ClientId">The client that it names.</param>
/// <param name="Asked">What it asked for, in words; null: its address says it.</param>
/// <param name="ResourceId">The one resource that it was refused for.</param>
internal sealed record RefusedSubject(string? ClientId, string? Asked, long? ResourceId)
{
    public static RefusedSubject Of(object command, string? clientId, Problem problem) =>
        new(clientId, Rules.Asked.Of(command), (command as ISelection)?.ResourceId ?? Rules.Asked.ResourceIn(problem.Figures));
}

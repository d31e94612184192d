using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Descriptors;

/// <summary>What a descriptor says, and what is wrong with it: errors by entry, each naming its line.</summary>
internal sealed record Descriptor
{
    public required IReadOnlyList<ResourceDescription> Resources { get; init; }

    /// <summary>What was left out or is written in an old way.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required Violations Errors { get; init; }
}

using RentABot.Rules;

namespace RentABot.Descriptors;

/// <summary>What a text may have, so that it costs no more than it should.</summary>
/// <param name="MaxDepth">Lists and maps within each other.</param>
/// <param name="MaxText">Characters of one value. An alias repeats a text without end, so each has a limit.</param>
internal sealed record ParserLimits(int MaxDepth, int MaxText)
{
    /// <summary>No text of a descriptor is longer than the longest list of tags.</summary>
    public static readonly ParserLimits OfDescriptors = new(8, Limits.MaxTags * (Limits.MaxTagLength + 2));

    /// <summary>The file of a neighbour holds more than its resources: all of a Jenkins, with its scripts, for example.</summary>
    public static readonly ParserLimits OfNeighbours = new(64, 1 << 20);
}

namespace RentABot.Gateway.Descriptors;

/// <summary>A map, in the order written; a name may be there twice.</summary>
internal sealed record DescriptorMap(long Line, IReadOnlyList<KeyValuePair<DescriptorText, DescriptorNode>> Entries) : DescriptorNode(Line);

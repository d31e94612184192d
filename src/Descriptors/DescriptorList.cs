namespace RentABot.Descriptors;

/// <summary>A list of values.</summary>
internal sealed record DescriptorList(long Line, IReadOnlyList<DescriptorNode> Items) : DescriptorNode(Line);

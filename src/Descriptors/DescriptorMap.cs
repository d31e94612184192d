namespace RentABot.Descriptors;

/// <summary>A map, in the order written; a name may be there twice.</summary>
internal sealed record DescriptorMap(long Line, IReadOnlyList<KeyValuePair<DescriptorText, DescriptorNode>> Entries) : DescriptorNode(Line)
{
    /// <summary>What is written under a name, the first where it is there twice.</summary>
    public DescriptorNode? Find(string name) => Entries.FirstOrDefault(entry => entry.Key.Text == name).Value;
}

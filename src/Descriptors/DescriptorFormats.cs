namespace RentABot.Descriptors;

/// <summary>The neighbours whose files can be read, by the name that the command line has for them.</summary>
internal static class DescriptorFormats
{
    public static IReadOnlyDictionary<string, Func<ReadOnlyMemory<byte>, Descriptor>> Neighbours { get; } =
        new SortedDictionary<string, Func<ReadOnlyMemory<byte>, Descriptor>>(StringComparer.Ordinal)
        {
            ["boskos"] = BoskosReader.Read,
            ["jenkins"] = JenkinsReader.Read,
            ["labgrid"] = LabgridReader.Read,
        };
}

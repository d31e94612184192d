namespace RentABot.Descriptors;

/// <summary>
/// Reads the lockable resources of a Jenkins that is configured as code:
/// <c>unclassified: lockableResourcesManager: declaredResources:</c>. Labels become tags, properties tags <c>name=value</c>.
/// </summary>
internal static class JenkinsReader
{
    private const string Resources = "declaredResources";

    private static readonly string[] Path = ["unclassified", "lockableResourcesManager"];
    private static readonly HashSet<string> CarriedOver = ["name", "description", "labels", "properties"];
    private static readonly HashSet<string> PropertyParts = ["name", "value"];

    /// <exception cref="DescriptorSyntaxException">The text cannot be taken apart.</exception>
    public static Descriptor Read(ReadOnlyMemory<byte> bytes)
    {
        var entries = new NeighbourEntries();
        var root = NeighbourEntries.Parse(bytes);
        var manager = Path.Aggregate(root, (node, name) => (node as DescriptorMap)?.Find(name)) as DescriptorMap;
        if (manager?.Find(Resources) is not DescriptorList list)
        {
            entries.RefuseFile(manager?.Line ?? root?.Line ?? 1, $"there is no list {string.Join(": ", Path)}: {Resources}");
            return entries.ToDescriptor();
        }

        entries.LeaveOut(manager, Path[^1], new HashSet<string> { Resources });
        foreach (var item in list.Items) ReadResource(item, entries);
        return entries.ToDescriptor();
    }

    private static void ReadResource(DescriptorNode item, NeighbourEntries entries)
    {
        if (item is not DescriptorMap map || map.Find("name") is not DescriptorText { IsNull: false } name)
        {
            entries.RefuseFile(item.Line, "a resource has no name");
            return;
        }

        var properties = entries.PropertiesOf(map, name.Text);
        entries.Add(name, entries.TextOf(properties, "description", name.Text), [.. TagsOf(properties, name.Text, entries)]);
        entries.LeaveOut(map, name.Text, CarriedOver);
    }

    private static IEnumerable<string> TagsOf(Dictionary<string, DescriptorNode> properties, string owner, NeighbourEntries entries)
    {
        var labels = entries.TextOf(properties, "labels", owner).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var labelsLine = properties.GetValueOrDefault("labels")?.Line ?? 0;
        foreach (var tag in labels.SelectMany(label => entries.TagOf(labelsLine, owner, label))) yield return tag;

        switch (properties.GetValueOrDefault("properties"))
        {
            case null or DescriptorText { IsNull: true }:
                break;
            case DescriptorList list:
                foreach (var tag in list.Items.SelectMany(item => PropertyOf(item, owner, entries))) yield return tag;
                break;
            case var other:
                entries.Refuse(other.Line, owner, "properties must be a list");
                break;
        }
    }

    private static IEnumerable<string> PropertyOf(DescriptorNode item, string owner, NeighbourEntries entries)
    {
        if (item is not DescriptorMap map || map.Find("name") is not DescriptorText { IsNull: false } name)
        {
            entries.Refuse(item.Line, owner, "a property has no name");
            return [];
        }

        entries.LeaveOut(map, owner, PropertyParts);
        return entries.TagOf(item.Line, owner, $"{name.Text}={entries.TextOf(entries.PropertiesOf(map, owner), "value", owner)}");
    }
}

namespace RentABot.Descriptors;

/// <summary>
/// Reads the <c>places.yaml</c> that a labgrid coordinator keeps: a map from the name of a place to what it is. Its tags
/// become tags <c>key=value</c>, its comment the description.
/// </summary>
internal static class LabgridReader
{
    private static readonly HashSet<string> CarriedOver = ["comment", "tags"];

    /// <exception cref="DescriptorSyntaxException">The text cannot be taken apart.</exception>
    public static Descriptor Read(ReadOnlyMemory<byte> bytes)
    {
        var entries = new NeighbourEntries();
        switch (NeighbourEntries.Parse(bytes))
        {
            case DescriptorMap places:
                foreach (var (name, place) in places.Entries) ReadPlace(name, place, entries);
                break;
            case null:
                break;
            case var other:
                entries.RefuseFile(other.Line, "must be a map from names to places");
                break;
        }

        return entries.ToDescriptor();
    }

    private static void ReadPlace(DescriptorText name, DescriptorNode place, NeighbourEntries entries)
    {
        if (place is not DescriptorMap map)
        {
            entries.Refuse(place.Line, name.Text, "is not a place: it must be a map of properties");
            return;
        }

        var properties = entries.PropertiesOf(map, name.Text);
        entries.Add(name, entries.TextOf(properties, "comment", name.Text), [.. TagsOf(properties, name.Text, entries)]);
        entries.LeaveOut(map, name.Text, CarriedOver);
    }

    private static IEnumerable<string> TagsOf(Dictionary<string, DescriptorNode> properties, string owner, NeighbourEntries entries)
    {
        switch (properties.GetValueOrDefault("tags"))
        {
            case null or DescriptorText { IsNull: true }:
                return [];
            case DescriptorMap map:
                var tags = entries.PropertiesOf(map, owner);
                return map.Entries.SelectMany(tag => entries.TagOf(tag.Key.Line, owner, $"{tag.Key.Text}={entries.TextOf(tags, tag.Key.Text, owner)}"));
            case var other:
                entries.Refuse(other.Line, owner, "tags must be a map from keys to values");
                return [];
        }
    }
}

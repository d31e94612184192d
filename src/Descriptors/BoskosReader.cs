using System.Globalization;
using RentABot.Rules;

namespace RentABot.Descriptors;

/// <summary>
/// Reads the <c>resources:</c> of a Boskos configuration. Each name becomes a resource, and the <c>type</c> its tag; a
/// pool, which has no names but a <c>max-count</c>, becomes that many resources <c>type-1</c>, <c>type-2</c> and so on.
/// </summary>
internal static class BoskosReader
{
    private const string Unused = "free";

    private static readonly HashSet<string> OfNames = ["type", "names", "state"];
    private static readonly HashSet<string> OfPools = ["type", "names", "state", "min-count", "max-count"];

    /// <exception cref="DescriptorSyntaxException">The text cannot be taken apart.</exception>
    public static Descriptor Read(ReadOnlyMemory<byte> bytes)
    {
        var entries = new NeighbourEntries();
        var root = NeighbourEntries.Parse(bytes);
        if ((root as DescriptorMap)?.Find("resources") is not DescriptorList list)
        {
            entries.RefuseFile(root?.Line ?? 1, "there is no list resources");
            return entries.ToDescriptor();
        }

        foreach (var item in list.Items) ReadType(item, entries);
        return entries.ToDescriptor();
    }

    private static void ReadType(DescriptorNode item, NeighbourEntries entries)
    {
        if (item is not DescriptorMap map || map.Find("type") is not DescriptorText { IsNull: false } type)
        {
            entries.RefuseFile(item.Line, "an entry has no type");
            return;
        }

        var properties = entries.PropertiesOf(map, type.Text);
        string[] tags = [.. entries.TagOf(type.Line, type.Text, type.Text)];
        switch (properties.GetValueOrDefault("names"))
        {
            case DescriptorList { Items.Count: > 0 } names when names.Items.All(name => name is DescriptorText { IsNull: false }):
                foreach (var name in names.Items.Cast<DescriptorText>()) entries.Add(name, "", tags);
                entries.LeaveOut(map, type.Text, OfNames);
                break;
            case null or DescriptorText { IsNull: true } or DescriptorList { Items.Count: 0 }:
                AddPool(type, properties, tags, entries);
                entries.LeaveOut(map, type.Text, OfPools);
                break;
            case var other:
                entries.Refuse(other.Line, type.Text, "names must be a list of names");
                break;
        }

        var state = entries.TextOf(properties, "state", type.Text);
        if (state is not ("" or Unused)) entries.Note(properties["state"].Line, type.Text, $"state {state} left out: an imported resource is free");
    }

    private static void AddPool(DescriptorText type, Dictionary<string, DescriptorNode> properties, string[] tags, NeighbourEntries entries)
    {
        var text = entries.TextOf(properties, "max-count", type.Text);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Limits.MaxImport)
        {
            var line = properties.GetValueOrDefault("max-count")?.Line ?? type.Line;
            entries.Refuse(line, type.Text, $"there are no names, and max-count is not 1–{Limits.MaxImport}");
            return;
        }

        for (var number = 1; number <= count; number++) entries.Add(type with { Text = $"{type.Text}-{number}" }, "", tags);
        if (properties.GetValueOrDefault("min-count") is DescriptorText { IsNull: false } least)
        {
            entries.Note(least.Line, type.Text, $"min-count {least.Text} left out: all {count} of max-count are there at any time");
        }
    }
}

using System.Globalization;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Descriptors;

/// <summary>Reads a descriptor: a map from names to <see cref="DescriptorProperties"/>.</summary>
internal sealed class DescriptorReader
{
    private const string WholeFile = "descriptor";

    /// <summary>YAML's, by which one map takes in another.</summary>
    private const string MergeKey = "<<";
    private const int MaxWarnings = 100;

    /// <summary>Of one entry, unknown ones included. An alias repeats them all for a few bytes.</summary>
    private const int MaxProperties = 200;

    private readonly Violations _errors = new();
    private readonly List<string> _warnings = [];
    private readonly List<ResourceDescription> _resources = [];
    private int _unsaidWarnings;

    private DescriptorReader()
    {
    }

    /// <exception cref="DescriptorSyntaxException">The text cannot be taken apart.</exception>
    public static Descriptor Read(ReadOnlyMemory<byte> bytes, bool isJson)
    {
        var reader = new DescriptorReader();
        reader.ReadRoot(DescriptorParser.Parse(bytes, isJson, ParserLimits.OfDescriptors));
        if (reader._unsaidWarnings > 0) reader._warnings.Add($"and {reader._unsaidWarnings} more of the kind");
        return new Descriptor { Resources = reader._resources, Warnings = reader._warnings, Errors = reader._errors };
    }

    private void ReadRoot(DescriptorNode? root)
    {
        switch (root)
        {
            case null or DescriptorMap { Entries.Count: 0 }:
                _errors.Add(WholeFile, $"it is empty; it has to have a resource at least, such as {DescriptorProperties.Example}");
                break;
            case DescriptorMap { Entries.Count: > Limits.MaxImport } map:
                _errors.Add(WholeFile, $"it has {map.Entries.Count} entries; allowed are {Limits.MaxImport}");
                break;
            case DescriptorMap map:
                ReadEntries(map);
                break;
            default:
                _errors.Add(WholeFile, $"line {root.Line}: must be a map from names to properties, such as {DescriptorProperties.Example}");
                break;
        }
    }

    private void ReadEntries(DescriptorMap map)
    {
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, value) in map.Entries)
        {
            if (lines.TryAdd(name.Text, name.Line)) ReadEntry(name, value);
            else _errors.Add(name.Text, $"line {name.Line}: is on line {lines[name.Text]} already");
        }
    }

    private void ReadEntry(DescriptorText name, DescriptorNode value)
    {
        if (value is not (DescriptorMap or DescriptorText { IsNull: true }))
        {
            _errors.Add(name.Text, $"line {value.Line}: must be a map of properties below the resource's name, such as {DescriptorProperties.Example}");
            return;
        }

        if (value is DescriptorMap { Entries.Count: > MaxProperties } endless)
        {
            _errors.Add(name.Text, $"line {value.Line}: has {endless.Entries.Count} properties; allowed are {MaxProperties}");
            return;
        }

        if (value is DescriptorMap map && HasResources(map))
        {
            _errors.Add(
                name.Text, $"line {name.Line}: holds resources; each begins a line of the file, with nothing around it, such as {DescriptorProperties.Example}");
            return;
        }

        var entry = new ResourceDescription { Name = name.Text };
        var lines = new Dictionary<string, long>(StringComparer.Ordinal) { ["name"] = name.Line };
        var properties = (value as DescriptorMap)?.Entries ?? [];
        foreach (var (property, content) in properties)
        {
            if (lines.TryAdd(property.Text, property.Line)) entry = With(entry, property, content);
            else _errors.Add(name.Text, $"line {property.Line}: {property.Text} is on line {lines[property.Text]} already");
        }

        JudgeUnknown(entry.Name, properties, lines);
        Judge(entry, lines);
        _resources.Add(entry);
    }

    /// <summary>As in a file whose resources are below a name of their own: it would be taken for one that has no property.</summary>
    private static bool HasResources(DescriptorMap map) =>
        map.Entries.Count > 0 && map.Entries.All(entry =>
            !DescriptorProperties.IsKnown(entry.Key.Text)
            && entry.Value is DescriptorMap { Entries.Count: <= MaxProperties } inner
            && inner.Entries.Any(property => DescriptorProperties.IsKnown(property.Key.Text)));

    private ResourceDescription With(ResourceDescription entry, DescriptorText property, DescriptorNode content)
    {
        if (content is DescriptorText { IsNull: true }) return entry;
        switch (property.Text)
        {
            case DescriptorProperties.Description:
                return entry with { Description = Text(entry, property, content) };
            case DescriptorProperties.Endpoint:
                return entry with { Endpoint = Text(entry, property, content) };
            case DescriptorProperties.Tags:
                return entry with { Tags = Tags(entry, property, content) };
            case DescriptorProperties.MaxLockDuration:
                return entry with { MaxLockDuration = Seconds(entry, property, content) };
            default:
                return entry;
        }
    }

    /// <summary>Other programs' properties may be there. A misspelt one would empty the property that was meant.</summary>
    private void JudgeUnknown(string name, IEnumerable<KeyValuePair<DescriptorText, DescriptorNode>> properties, Dictionary<string, long> lines)
    {
        foreach (var (property, content) in properties.Where(property => !DescriptorProperties.IsKnown(property.Key.Text)))
        {
            if (property.Text == MergeKey)
            {
                _errors.Add(name, $"line {property.Line}: {MergeKey} is not followed; write what it brings below {name}");
            }
            else if (DescriptorProperties.Meant(property.Text) is { } meant && !lines.ContainsKey(meant))
            {
                _errors.Add(name, $"line {property.Line}: {property.Text} is not known, did you mean {meant}? The properties are {DescriptorProperties.All}");
            }
            else if (content is not DescriptorText { IsNull: true })
            {
                Warn($"line {property.Line}: {name}: {property.Text} is not known and was left out");
            }
        }
    }

    private string Text(ResourceDescription entry, DescriptorText property, DescriptorNode content)
    {
        if (content is DescriptorText text) return text.Text;
        _errors.Add(entry.Name, $"line {content.Line}: {property.Text} must be text");
        return "";
    }

    private int? Seconds(ResourceDescription entry, DescriptorText property, DescriptorNode content)
    {
        if (content is DescriptorText text
            && int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds;
        }

        _errors.Add(entry.Name, $"line {content.Line}: {property.Text} must be a whole number of seconds, such as 3600 for an hour");
        return null;
    }

    private string[] Tags(ResourceDescription entry, DescriptorText property, DescriptorNode content)
    {
        switch (content)
        {
            case DescriptorText text:
                var tags = TagSyntax.Split(text.Text, out var oldForm);
                if (oldForm) Warn($"line {text.Line}: {entry.Name}: tags are separated by spaces; separate them by commas");
                return TagSyntax.Distinct(tags);
            case DescriptorList { Items.Count: <= Limits.MaxTags } list when list.Items.All(item => item is DescriptorText { IsNull: false }):
                return TagSyntax.Distinct(list.Items.Cast<DescriptorText>().Select(item => item.Text));
            default:
                _errors.Add(entry.Name, $"line {content.Line}: {property.Text} must be up to {Limits.MaxTags} tags, as text or as a list");
                return [];
        }
    }

    private void Judge(ResourceDescription entry, Dictionary<string, long> lines)
    {
        var violations = new Violations();
        CommandRules.CheckEntry(entry, "", violations);
        foreach (var (field, messages) in violations.ToDictionary())
        {
            var line = lines.GetValueOrDefault(field, lines["name"]);
            foreach (var message in messages) _errors.Add(entry.Name, $"line {line}: {field} {message}");
        }
    }

    private void Warn(string warning)
    {
        if (_warnings.Count < MaxWarnings) _warnings.Add(warning);
        else _unsaidWarnings++;
    }
}

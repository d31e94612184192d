using System.Globalization;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Descriptors;

/// <summary>Reads a descriptor: a map from names to <c>description</c>, <c>endpoint</c>, <c>tags</c> and <c>max_lock_duration</c>.</summary>
internal sealed class DescriptorReader
{
    private const string WholeFile = "descriptor";
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
                _errors.Add(WholeFile, "it is empty");
                break;
            case DescriptorMap { Entries.Count: > Limits.MaxImport } map:
                _errors.Add(WholeFile, $"it has {map.Entries.Count} entries; allowed are {Limits.MaxImport}");
                break;
            case DescriptorMap map:
                ReadEntries(map);
                break;
            default:
                _errors.Add(WholeFile, $"line {root.Line}: must be a map from names to descriptions");
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
            _errors.Add(name.Text, $"line {value.Line}: must be a map of properties");
            return;
        }

        if (value is DescriptorMap { Entries.Count: > MaxProperties } endless)
        {
            _errors.Add(name.Text, $"line {value.Line}: has {endless.Entries.Count} properties; allowed are {MaxProperties}");
            return;
        }

        var entry = new ResourceDescription { Name = name.Text };
        var lines = new Dictionary<string, long>(StringComparer.Ordinal) { ["name"] = name.Line };
        foreach (var (property, content) in (value as DescriptorMap)?.Entries ?? [])
        {
            if (lines.TryAdd(property.Text, property.Line)) entry = With(entry, property, content);
            else _errors.Add(name.Text, $"line {property.Line}: {property.Text} is on line {lines[property.Text]} already");
        }

        Judge(entry, lines);
        _resources.Add(entry);
    }

    private ResourceDescription With(ResourceDescription entry, DescriptorText property, DescriptorNode content)
    {
        if (content is DescriptorText { IsNull: true }) return entry;
        switch (property.Text)
        {
            case "description":
                return entry with { Description = Text(entry, property, content) };
            case "endpoint":
                return entry with { Endpoint = Text(entry, property, content) };
            case "tags":
                return entry with { Tags = Tags(entry, property, content) };
            case "max_lock_duration":
                return entry with { MaxLockDuration = Seconds(entry, property, content) };
            default:
                Warn($"line {property.Line}: {entry.Name}: {property.Text} is not known and was left out");
                return entry;
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

        _errors.Add(entry.Name, $"line {content.Line}: {property.Text} must be a whole number of seconds");
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

using System.Text.RegularExpressions;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Descriptors;

/// <summary>
/// Gathers the entries of a neighbour's file. Whatever has no place here, or only another name, is noted with its line:
/// nothing is left out or changed without a word.
/// </summary>
internal sealed partial class NeighbourEntries
{
    private const string WholeFile = "file";

    private readonly Violations _errors = new();
    private readonly List<(long Line, string Text)> _notes = [];
    private readonly List<ResourceDescription> _resources = [];
    private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal);
    private bool _isFull;

    /// <exception cref="DescriptorSyntaxException">The text cannot be taken apart.</exception>
    public static DescriptorNode? Parse(ReadOnlyMemory<byte> bytes) => DescriptorParser.Parse(bytes, isJson: false, ParserLimits.OfNeighbours);

    public Descriptor ToDescriptor()
    {
        _errors.AddIf(_resources.Count == 0 && !_errors.Any, WholeFile, "there are no resources in it");
        return new Descriptor { Resources = _resources, Warnings = [.. _notes.OrderBy(note => note.Line).Select(note => note.Text)], Errors = _errors };
    }

    public void Add(DescriptorText name, string description, IEnumerable<string> tags)
    {
        if (_isFull) return;
        if (_resources.Count == Limits.MaxImport)
        {
            _isFull = true;
            RefuseFile(name.Line, $"there are more than {Limits.MaxImport} resources");
            return;
        }

        var entry = new ResourceDescription { Name = NameOf(name), Description = description, Tags = TagSyntax.Distinct(tags) };
        if (!_lines.TryAdd(entry.Name, name.Line))
        {
            Refuse(name.Line, entry.Name, $"is on line {_lines[entry.Name]} already");
            return;
        }

        var violations = new Violations();
        CommandRules.CheckEntry(entry, "", violations);
        foreach (var (field, messages) in violations.ToDictionary())
        {
            foreach (var message in messages) Refuse(name.Line, entry.Name, $"{field} {message}");
        }

        _resources.Add(entry);
    }

    /// <summary>What a neighbour calls a label as a tag; none where there is no such tag.</summary>
    public IEnumerable<string> TagOf(long line, string owner, string label)
    {
        if (TagSyntax.IsTag(label)) return [label];
        var tag = string.Concat(label.Select(character => TagSyntax.IsTagCharacter(character) ? character : '_'));
        if (!TagSyntax.IsTag(tag))
        {
            Note(line, owner, $"'{label}' was left out: a tag has 1–{Limits.MaxTagLength} characters");
            return [];
        }

        Note(line, owner, $"'{label}' became the tag '{tag}'");
        return [tag];
    }

    /// <summary>The properties of a map; one that is there twice is refused.</summary>
    public Dictionary<string, DescriptorNode> PropertiesOf(DescriptorMap map, string owner)
    {
        var properties = new Dictionary<string, DescriptorNode>(StringComparer.Ordinal);
        foreach (var (property, content) in map.Entries)
        {
            if (!properties.TryAdd(property.Text, content)) Refuse(property.Line, owner, $"{property.Text} is there twice");
        }

        return properties;
    }

    /// <summary>The text of a property, or "" where it has none.</summary>
    public string TextOf(Dictionary<string, DescriptorNode> properties, string property, string owner)
    {
        switch (properties.GetValueOrDefault(property))
        {
            case null or DescriptorText { IsNull: true }:
                return "";
            case DescriptorText text:
                return text.Text;
            case var other:
                Refuse(other.Line, owner, $"{property} must be text");
                return "";
        }
    }

    /// <summary>Notes in one line the properties that say something and are not among those that are carried over.</summary>
    public void LeaveOut(DescriptorMap map, string owner, IReadOnlySet<string> carriedOver)
    {
        var rest = map.Entries.Where(entry => !carriedOver.Contains(entry.Key.Text) && SaysSomething(entry.Value)).ToList();
        if (rest.Count == 0) return;
        var names = rest.Select(entry => entry.Key.Text).Distinct(StringComparer.Ordinal);
        Note(rest[0].Key.Line, owner, $"{string.Join(", ", names)} left out");
    }

    public void Note(long line, string owner, string what) => _notes.Add((line, $"line {line}: {owner}: {what}"));

    public void Refuse(long line, string owner, string why) => _errors.Add(owner, $"line {line}: {why}");

    public void RefuseFile(long line, string why) => Refuse(line, WholeFile, why);

    private static bool SaysSomething(DescriptorNode node) => node switch
    {
        DescriptorText { IsNull: true } or DescriptorText { Text: "" } => false,
        DescriptorList { Items.Count: 0 } or DescriptorMap { Entries.Count: 0 } => false,
        _ => true,
    };

    private string NameOf(DescriptorText name)
    {
        var mapped = NotOfNames().Replace(name.Text.Trim(), "-");
        if (mapped != name.Text && mapped.Length > 0) Note(name.Line, name.Text, $"a name has no white space: became '{mapped}'");
        return mapped;
    }

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotOfNames();
}

using RentABot.Contracts;

namespace RentABot.Rules;

/// <summary>
/// Which resources are asked for: one by id, one by name, or all that carry every tag. Without any of them every
/// resource matches.
/// </summary>
public sealed record Selector(long? ResourceId, string? Name, IReadOnlyList<string> Tags)
{
    public static Selector Of(ISelection selection) =>
        new(selection.ResourceId, selection.Name, TagSyntax.Distinct(selection.Tags ?? []));

    public bool Matches(long id, string name, IReadOnlyCollection<string> tags) =>
        (ResourceId is null || ResourceId == id)
        && (Name is null || string.Equals(Name, name, StringComparison.Ordinal))
        && Tags.All(tag => tags.Contains(tag, StringComparer.Ordinal));

    /// <summary>How many of a match's tags were not asked for: the fewer, the sooner it is picked.</summary>
    public int TagsBeyond(IReadOnlyCollection<string> tags) => tags.Count - Tags.Count;

    /// <summary>Two selectors with the same key match the same resources.</summary>
    public string Key => $"{ResourceId}|{Name}|{string.Join(',', Tags.Order(StringComparer.Ordinal))}";

    public override string ToString() => this switch
    {
        { ResourceId: { } id } => $"resource {id}",
        { Name: { } name } => $"resource '{name}'",
        { Tags.Count: > 0 } => $"tags {string.Join(',', Tags)}",
        _ => "any resource",
    };
}

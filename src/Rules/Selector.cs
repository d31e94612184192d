using RentABot.Contracts;

namespace RentABot.Rules;

/// <summary>
/// Which resources are asked for: one by id, one by name, or all that carry every tag or satisfy an expression.
/// Without any of them every resource matches.
/// </summary>
public sealed record Selector(long? ResourceId, string? Name, IReadOnlyList<string> Tags, LabelExpression? Expression = null)
{
    /// <summary>What a selection asks for that <see cref="CommandRules"/> let pass.</summary>
    public static Selector Of(ISelection selection) => Of(selection.ResourceId, selection.Name, selection.Tags ?? [], selection.Expression);

    public static Selector Of(long? resourceId, string? name, IReadOnlyList<string> tags, string? expression) =>
        new(resourceId, name, TagSyntax.Distinct(tags), expression is null ? null : LabelExpression.Of(expression));

    public bool Matches(long id, string name, IReadOnlyCollection<string> tags) =>
        (ResourceId is null || ResourceId == id)
        && (Name is null || string.Equals(Name, name, StringComparison.Ordinal))
        && Tags.All(tag => tags.Contains(tag, StringComparer.Ordinal))
        && (Expression is null || Expression.Matches(tags));

    /// <summary>How many of a match's tags were not asked for: the fewer, the sooner it is picked.</summary>
    public int TagsBeyond(IReadOnlyCollection<string> tags) =>
        tags.Count - (Expression is null ? Tags.Count : tags.Count(Expression.NamedTags.Contains));

    /// <summary>Two selectors with the same key match the same resources.</summary>
    public string Key => $"{ResourceId}|{Name}|{string.Join(',', Tags.Order(StringComparer.Ordinal))}|{Expression?.Key}";

    public override string ToString() => Words(ResourceId, Name, Tags, Expression?.ToString());

    /// <summary>Of a selection that may not be valid.</summary>
    public static string Words(long? resourceId, string? name, IReadOnlyList<string> tags, string? expression) => (resourceId, name, tags, expression) switch
    {
        ({ } id, _, _, _) => $"resource {id}",
        (_, { } named, _, _) => $"resource '{named}'",
        (_, _, { Count: > 0 }, _) => $"tags {string.Join(',', tags)}",
        (_, _, _, { } text) => $"expression {text}",
        _ => "any resource",
    };
}

using System.Linq.Expressions;
using RentABot.Rules;
using LabelExpression = RentABot.Rules.LabelExpression;

namespace RentABot.Persistence.Resources;

public static class ResourceMatching
{
    /// <summary>The resources that a selector matches, decided by the database.</summary>
    public static IQueryable<Resource> Matching(this IQueryable<Resource> resources, Selector selector)
    {
        if (selector.ResourceId is { } id) resources = resources.Where(r => r.Id == id);
        if (selector.Name is { } name) resources = resources.Where(r => r.Name == name);
        return resources.Carrying(r => r.Tags, selector.Tags, selector.Expression);
    }

    /// <summary>The rows whose tags are at least these and satisfy an expression, decided by the database.</summary>
    /// <param name="rows">What is filtered.</param>
    /// <param name="tagsOf">Where a row has its tags.</param>
    /// <param name="tags">All of them are needed.</param>
    /// <param name="expression">Null: any tags will do.</param>
    public static IQueryable<TRow> Carrying<TRow>(
        this IQueryable<TRow> rows,
        Expression<Func<TRow, List<string>>> tagsOf,
        IReadOnlyList<string> tags,
        LabelExpression? expression)
    {
        foreach (var tag in tags) rows = rows.Where(LabelPredicate.Of(new LabelNode.Tag(tag), tagsOf));
        return expression is null ? rows : rows.Where(LabelPredicate.Of(expression.Root, tagsOf));
    }

    /// <summary>The fewest tags beyond those asked for first: <see cref="Selector.TagsBeyond"/>, counted by the database.</summary>
    public static IOrderedQueryable<Resource> OrderByTagsBeyond(this IQueryable<Resource> resources, Selector selector)
    {
        // What matches plain tags carries all of them, so they make no difference.
        if (selector.Expression is null) return resources.OrderBy(r => r.Tags.Count);
        var named = selector.Expression.NamedTags.ToArray();
        return resources.OrderBy(r => r.Tags.Count(tag => !named.Contains(tag)));
    }
}

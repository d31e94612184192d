using System.Diagnostics;
using System.Linq.Expressions;
using RentABot.Rules;

namespace RentABot.Persistence.Resources;

/// <summary>A label expression as a condition that the database judges.</summary>
internal static class LabelPredicate
{
    /// <param name="label">What the tags have to satisfy.</param>
    /// <param name="tagsOf">Where a row has its tags.</param>
    public static Expression<Func<TRow, bool>> Of<TRow>(LabelNode label, Expression<Func<TRow, List<string>>> tagsOf)
    {
        return Expression.Lambda<Func<TRow, bool>>(Translate(label), tagsOf.Parameters);

        Expression Translate(LabelNode node) => node switch
        {
            LabelNode.Tag(var name) => Expression.Call(tagsOf.Body, nameof(List<>.Contains), null, Parameter(name)),
            LabelNode.Not(var inner) => Expression.Not(Translate(inner)),
            LabelNode.And(var left, var right) => Expression.AndAlso(Translate(left), Translate(right)),
            LabelNode.Or(var left, var right) => Expression.OrElse(Translate(left), Translate(right)),
            _ => throw new UnreachableException(),
        };
    }

    // As a lambda would capture it: EF makes a parameter of that, so that every tag shares one compiled query.
    private static Expression Parameter(string tag)
    {
        Expression<Func<string>> captured = () => tag;
        return captured.Body;
    }
}

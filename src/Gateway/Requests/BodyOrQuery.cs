using System.Reflection;
using RentABot.Gateway.Problems;

namespace RentABot.Gateway.Requests;

/// <summary>A request that is written as a JSON body or, the old way, as query parameters; not as both.</summary>
internal sealed record BodyOrQuery<T>(T Value)
    where T : class
{
    public static async ValueTask<BodyOrQuery<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await Body<T>.ReadAsync(context);
        var query = context.Request.Query;
        if (bytes.IsEmpty) return new BodyOrQuery<T>(JsonBinder.Bind<T>(QueryJson.Write<T>(query)));
        if (query.Keys.FirstOrDefault(QueryJson.Knows<T>) is { } both)
        {
            throw new ProblemException(ProblemCatalog.Invalid(QueryJson.FieldOf(both), "give it in the body or in the query, not in both"));
        }

        return new BodyOrQuery<T>(JsonBinder.Bind<T>(bytes));
    }
}

using RentABot.Gateway.Problems;

namespace RentABot.Gateway.Requests;

/// <summary>Refuses a NUL in the query, which no database takes in a text. Bodies are judged field by field.</summary>
internal static class QueryGuard
{
    public static void UseQueryGuard(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? ProblemCatalog.NulInQuery.ExecuteAsync(context)
            : next(context));
}

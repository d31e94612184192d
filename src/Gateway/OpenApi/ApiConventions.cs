using RentABot.Gateway.Commands;
using RentABot.Gateway.Problems;

namespace RentABot.Gateway.OpenApi;

/// <summary>What endpoints say about themselves for the API document.</summary>
internal static class ApiConventions
{
    public static TBuilder WithProblems<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
        {
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDocument), [ProblemDocument.ContentType]));
        }

        return builder;
    }

    public static TBuilder TakesJson<TBody, TBuilder>(this TBuilder builder, params string[] moreTypes)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new BodyMetadata(typeof(TBody), [.. moreTypes, "application/json"], Required: true));

    public static RouteHandlerBuilder TakesJson<TBody>(this RouteHandlerBuilder builder, params string[] moreTypes) =>
        builder.TakesJson<TBody, RouteHandlerBuilder>(moreTypes);

    public static RouteHandlerBuilder TakesOptionalJson<TBody>(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new BodyMetadata(typeof(TBody), ["application/json"], Required: false));

    public static RouteHandlerBuilder TakesText(this RouteHandlerBuilder builder, params string[] contentTypes) =>
        builder.WithMetadata(new BodyMetadata(typeof(string), contentTypes, Required: true));

    public static RouteHandlerBuilder TakesQueryOf<TRequest>(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new QueryMetadata(typeof(TRequest)));

    public static TBuilder TakesIdempotencyKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new HeaderMetadata(
            IdempotencyKeys.Header, "1–200 characters, kept 24 h: the same key and body give the same successful answer again."))
            .WithProblems(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new HeaderMetadata("If-Match", "The ETag of the state that the change is made for."));

    public static RouteHandlerBuilder AnswersNotModified(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new HeaderMetadata("If-None-Match", "The ETag of an earlier answer; 304 when nothing has changed."));
}

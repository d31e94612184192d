using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using RentABot.Gateway.Live;
using RentABot.Hosting.Metrics;

namespace RentABot.Gateway.Metrics;

/// <summary>How long calls of the API took, of streams until they began, by route, method and status: each of a bounded set, whatever is asked for.</summary>
internal sealed partial class RequestDurations
{
    /// <summary>What no route matched, and methods that no route has.</summary>
    private const string Other = "other";

    private static readonly string[] Methods =
    [
        HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Head, HttpMethods.Options,
    ];

    private static readonly string[] Statuses =
        [.. Enumerable.Range(0, 600).Select(status => status.ToString(CultureInfo.InvariantCulture))];

    private readonly ConcurrentDictionary<string, string> _routes = new();
    private readonly TimeProvider _time;
    private readonly Histogram<double> _durations;

    public RequestDurations(ServiceMeter meter, IServiceProvider services, TimeProvider time)
    {
        _time = time;

        // From a list that is not changed up to a call that waits as long as one may.
        _durations = meter.CreateHistogram(
            "rentabot_api_request_duration_seconds",
            "How long calls of the API took, the time for which they asked to wait included.",
            [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 65, 310],
            () => Successes(services.GetRequiredService<EndpointDataSource>()));
    }

    public async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(ApiPaths.Base))
        {
            await next(context);
            return;
        }

        // Before the call: an exception's handler has no route any more.
        var endpoint = context.GetEndpoint();
        var (route, method, start) = (RouteOf(endpoint), MethodOf(context.Request.Method), _time.GetTimestamp());
        TimeSpan? began = null;
        if (endpoint?.Metadata.GetMetadata<EndlessMetadata>() is not null)
        {
            context.Response.OnStarting(() =>
            {
                began = _time.GetElapsedTime(start);
                return Task.CompletedTask;
            });
        }

        try
        {
            await next(context);
        }
        finally
        {
            _durations.Record(
                (began ?? _time.GetElapsedTime(start)).TotalSeconds,
                KeyValuePair.Create("method", (object?)method),
                KeyValuePair.Create("route", (object?)route),
                KeyValuePair.Create("status", (object?)Statuses[context.Response.StatusCode]));
        }
    }

    /// <summary>What each route answers when all goes well.</summary>
    private IEnumerable<LabelSet> Successes(EndpointDataSource endpoints) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith(ApiPaths.Base, StringComparison.Ordinal)
        from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        let status = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Select(answer => answer.StatusCode).First(IsSuccess)
        select new LabelSet(("method", method), ("route", RouteOf(endpoint)), ("status", Statuses[status]));

    /// <summary>As the API's document has it: <c>/api/v1/resources/{id}</c>.</summary>
    private string RouteOf(Endpoint? endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText is { } route
        ? _routes.GetOrAdd(route, static route => Constraint().Replace(route, "").TrimEnd('/'))
        : Other;

    private static string MethodOf(string method) => Array.Find(Methods, known => HttpMethods.Equals(known, method)) ?? Other;

    private static bool IsSuccess(int status) => status is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices;

    [GeneratedRegex("(?<={[a-z]+):[a-z]+(?=})")]
    private static partial Regex Constraint();
}

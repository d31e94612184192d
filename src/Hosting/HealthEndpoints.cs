using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RentABot.Hosting;

/// <summary>
/// <c>/health</c>: 200 while the process lives, touching nothing else. <c>/readiness</c>: 200 only when broker and
/// database answer, otherwise 503 naming what does not. Neither asks who calls, or how often.
/// </summary>
public static class HealthEndpoints
{
    /// <param name="endpoints">Where they are added.</param>
    /// <param name="facts">What the readiness tells beside.</param>
    public static void MapHealth(this IEndpointRouteBuilder endpoints, params (string Name, string Value)[] facts)
    {
        endpoints.MapGet("/health", () => TypedResults.Json(new JsonObject { ["status"] = "ok" }))
            .WithName("Health").WithTags("Around it").WithSummary("200 while the process lives").Produces<JsonObject>()
            .AllowAnonymous().DisableRateLimiting();
        endpoints.MapGet("/readiness", (HealthCheckService health, HttpContext context, CancellationToken cancellationToken) =>
                ReadyAsync(health, facts, context, cancellationToken))
            .WithName("Readiness").WithTags("Around it").WithSummary("200 only when everything that is needed answers")
            .Produces<JsonObject>().Produces<JsonObject>(StatusCodes.Status503ServiceUnavailable)
            .AllowAnonymous().DisableRateLimiting();
    }

    private static async Task<JsonHttpResult<JsonObject>> ReadyAsync(
        HealthCheckService health, (string Name, string Value)[] facts, HttpContext context, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        var checks = new JsonObject();
        foreach (var (name, entry) in report.Entries)
        {
            checks[NameOf(name)] = entry.Status == HealthStatus.Healthy ? "ok" : entry.Description ?? "does not answer";
        }

        var isReady = report.Status == HealthStatus.Healthy;
        context.Response.Headers.CacheControl = "no-store";
        var answer = new JsonObject { ["status"] = isReady ? "ready" : "not ready", ["checks"] = checks };
        foreach (var (name, value) in facts) answer[name] = value;
        return TypedResults.Json(answer, statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static string NameOf(string check) => check == "masstransit-bus" ? "broker" : check;
}

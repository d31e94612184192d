using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RentABot.Hosting;

/// <summary>
/// <c>/health</c>: 200 while the process lives, touching nothing else. <c>/readiness</c>: 200 only when broker and
/// database answer, otherwise 503 naming what does not.
/// </summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health", () => TypedResults.Json(new JsonObject { ["status"] = "ok" }))
            .WithName("Health").WithTags("Around it").WithSummary("200 while the process lives").Produces<JsonObject>();
        endpoints.MapGet("/readiness", Ready)
            .WithName("Readiness").WithTags("Around it").WithSummary("200 only when everything that is needed answers")
            .Produces<JsonObject>().Produces<JsonObject>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<JsonHttpResult<JsonObject>> Ready(
        HealthCheckService health, HttpContext context, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        var checks = new JsonObject();
        foreach (var (name, entry) in report.Entries)
        {
            checks[NameOf(name)] = entry.Status == HealthStatus.Healthy ? "ok" : entry.Description ?? "does not answer";
        }

        var isReady = report.Status == HealthStatus.Healthy;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new JsonObject { ["status"] = isReady ? "ready" : "not ready", ["checks"] = checks },
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static string NameOf(string check) => check == "masstransit-bus" ? "broker" : check;
}

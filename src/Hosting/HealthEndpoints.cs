using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
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
            .WithName("Health").WithTags("Around it").WithSummary("200 while the process lives");
        endpoints.MapHealthChecks("/readiness", new HealthCheckOptions
        {
            ResponseWriter = WriteAsync,
            ResultStatusCodes =
            {
                [HealthStatus.Healthy] = StatusCodes.Status200OK,
                [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable,
                [HealthStatus.Unhealthy] = StatusCodes.Status503ServiceUnavailable,
            },
        });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = new JsonObject();
        foreach (var (name, entry) in report.Entries)
        {
            checks[NameOf(name)] = entry.Status == HealthStatus.Healthy ? "ok" : entry.Description ?? "does not answer";
        }

        context.Response.ContentType = "application/json";
        var body = new JsonObject
        {
            ["status"] = report.Status == HealthStatus.Healthy ? "ready" : "not ready",
            ["checks"] = checks,
        };
        return context.Response.WriteAsync(body.ToJsonString(JsonSerializerOptions.Web), context.RequestAborted);
    }

    private static string NameOf(string check) => check == "masstransit-bus" ? "broker" : check;
}

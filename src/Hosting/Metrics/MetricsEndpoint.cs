using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Metrics;

/// <summary>
/// <c>/metrics</c> in Prometheus' text format. It asks nobody who calls, or how often. With a port of its own
/// (<see cref="MetricsOptions.Port"/>) it is there alone, and nothing else is there.
/// </summary>
public static class MetricsEndpoint
{
    private const string Path = "/metrics";

    /// <summary>Comes before all else that is served, so that none of it has a say on the port for metrics.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        var scrape = new Scrape(app, app.Services.GetRequiredService<ServiceMeter>());
        var port = app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Port;
        if (port == 0)
        {
            app.MapGet(Path, scrape.ServeAsync).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
            return;
        }

        MetricsPort.Open(app, port);

        // The connection's own port: a Host header says what its client likes.
        app.MapWhen(context => context.Connection.LocalPort == port, metrics => metrics.Run(context => ServeAloneAsync(scrape, context)));
    }

    private static Task ServeAloneAsync(Scrape scrape, HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Path) return scrape.ServeAsync(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

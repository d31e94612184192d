using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RentABot.Hosting.Metrics;

/// <summary>Answers a scrape with what OpenTelemetry's exporter shows, and the histograms that it does not show yet.</summary>
internal sealed class Scrape(IApplicationBuilder app, ServiceMeter meter)
{
    private readonly RequestDelegate _export = app.New().UseOpenTelemetryPrometheusScrapingEndpoint(_ => true).Build();

    public async Task ServeAsync(HttpContext context)
    {
        var scrape = await ExportAsync(context);
        if (context.Response.StatusCode != StatusCodes.Status200OK) return;
        foreach (var histogram in meter.Histograms) scrape = histogram.CompleteIn(scrape);
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(scrape, context.RequestAborted);
    }

    /// <summary>Always as plain text of the one version that every Prometheus reads.</summary>
    private async Task<string> ExportAsync(HttpContext context)
    {
        context.Request.Headers.Remove(HeaderNames.Accept);
        context.Request.Headers.Remove(HeaderNames.AcceptEncoding);
        var body = context.Response.Body;
        await using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await _export(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}

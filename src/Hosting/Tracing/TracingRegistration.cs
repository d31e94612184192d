using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RentABot.Hosting.Tracing;

/// <summary>
/// Traces, from the request to the event that it caused, for a collector that takes OTLP. Without one nothing is traced.
/// </summary>
public static class TracingRegistration
{
    private const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string StandardTracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// <summary>Those of the services themselves, of the bus and of PostgreSQL.</summary>
    private static readonly string[] Sources = ["RentABot.*", "MassTransit", "Npgsql"];

    /// <summary>What is asked every few seconds by machines.</summary>
    private static readonly PathString[] Probes = ["/health", "/readiness", "/metrics"];

    /// <param name="builder">Its settings are all there.</param>
    /// <param name="service">The name that the service has in traces, unless the environment gives it another.</param>
    public static void AddTracing(this IHostApplicationBuilder builder, string service)
    {
        builder.Services.AddSingleton<IValidateOptions<TracingOptions>, TracingOptionsValidator>();
        builder.Services.AddOptions<TracingOptions>().BindConfiguration(TracingOptions.Section).ValidateOnStart();
        var own = builder.Configuration[$"{TracingOptions.Section}:{nameof(TracingOptions.OtlpEndpoint)}"];
        if (!string.IsNullOrEmpty(own)) builder.Configuration[StandardEndpoint] = own;
        if (IsAbsent(StandardEndpoint) && IsAbsent(StandardTracesEndpoint)) return;

        builder.Services.Configure<AspNetCoreTraceInstrumentationOptions>(Configure);
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
            .ConfigureResource(resource => Describe(resource, service))
            .AddSource(Sources)
            .AddAspNetCoreInstrumentation()
            .AddProcessor<BackgroundQueries>()
            .AddOtlpExporter());

        bool IsAbsent(string setting) => string.IsNullOrEmpty(builder.Configuration[setting]);
    }

    private static void Describe(ResourceBuilder resource, string service) => resource
        .AddService(service, serviceVersion: ServiceHost.Version)
        .AddEnvironmentVariableDetector();

    private static void Configure(AspNetCoreTraceInstrumentationOptions http)
    {
        http.Filter = context => !Array.Exists(Probes, probe => context.Request.Path.StartsWithSegments(probe));
        http.EnrichWithHttpRequest = (span, _) =>
        {
            // A query may hold a lock token. Of headers nothing is told at all.
            span.SetTag("url.query", null);
            span.SetTag("user_agent.original", null);
        };
    }
}

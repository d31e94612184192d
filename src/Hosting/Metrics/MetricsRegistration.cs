using MassTransit.Monitoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace RentABot.Hosting.Metrics;

public static class MetricsRegistration
{
    /// <summary>What instruments are made with, whether or not anybody looks at them.</summary>
    public static void AddServiceMeter(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<ServiceMeter>();
    }

    /// <summary>Collects what <see cref="MetricsEndpoint"/> shows: the service's own metrics, MassTransit's and the runtime's.</summary>
    public static void AddMetricsCollection(this IServiceCollection services)
    {
        services.AddServiceMeter();
        services.AddSingleton<IValidateOptions<MetricsOptions>, MetricsOptionsValidator>();
        services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section).ValidateOnStart();

        // Those of this service alone, of which a process may have several.
        services.AddMetrics(metrics => metrics.EnableMetrics(ServiceMeter.Name, null, null, MeterScope.Local));
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(InstrumentationOptions.MeterName, LibraryMetrics.Runtime)
            .AddView(LibraryMetrics.ViewOf)
            .AddPrometheusExporter());
        services.Configure<PrometheusAspNetCoreOptions>(prometheus =>
        {
            prometheus.ScopeInfoEnabled = false;
            prometheus.TargetInfoEnabled = false;
        });
    }
}

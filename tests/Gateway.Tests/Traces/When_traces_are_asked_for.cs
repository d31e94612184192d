using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using RentABot.Hosting.Tracing;

namespace RentABot.Gateway.Tests.Traces;

public sealed class When_traces_are_asked_for
{
    private const string Collector = "http://collector.example:4317/";

    [Fact]
    public void Should_be_set_up_only_for_a_collector()
    {
        Assert.DoesNotContain(Build().Services, service => service.ServiceType == typeof(TracerProvider));
    }

    [Theory]
    [InlineData("Tracing:OtlpEndpoint")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task Should_be_sent_where_the_setting_or_the_standard_variable_says(string key)
    {
        await using var app = Build((key, Collector)).Build();
        Assert.NotNull(app.Services.GetService<TracerProvider>());
        Assert.Equal(Collector, app.Services.GetRequiredService<IOptionsMonitor<OtlpExporterOptions>>().CurrentValue.Endpoint.AbsoluteUri);
    }

    [Fact]
    public async Task Should_be_sent_to_a_collector_of_traces_alone()
    {
        await using var app = Build(("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Collector)).Build();
        Assert.NotNull(app.Services.GetService<TracerProvider>());
    }

    [Theory]
    [InlineData("rentabot-gateway")]
    [InlineData("another", "OTEL_SERVICE_NAME")]
    public async Task Should_come_from_the_service_by_its_name_or_the_environments(string name, string? key = null)
    {
        await using var app = Build([("Tracing:OtlpEndpoint", Collector), .. key is null ? [] : new[] { (key, name) }]).Build();
        var resource = app.Services.GetRequiredService<TracerProvider>().GetResource();
        Assert.Equal(name, resource.Attributes.Single(attribute => attribute.Key == "service.name").Value);
    }

    private static WebApplicationBuilder Build(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.AddTracing("rentabot-gateway");
        return builder;
    }
}

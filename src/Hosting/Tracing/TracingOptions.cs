namespace RentABot.Hosting.Tracing;

/// <summary>Where traces are sent to, if anywhere.</summary>
public sealed record TracingOptions
{
    public const string Section = "Tracing";

    /// <summary>
    /// The address of a collector that takes OTLP, such as <c>http://collector:4317</c>; it stands for the standard
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Without both there are no traces.
    /// </summary>
    public string OtlpEndpoint { get; init; } = "";
}

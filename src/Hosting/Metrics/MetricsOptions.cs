namespace RentABot.Hosting.Metrics;

/// <summary>Where metrics are shown.</summary>
public sealed record MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>
    /// A port for <c>/metrics</c> alone, on the same addresses as the service, which then has it no more. 0: none, it is
    /// on the service's own port.
    /// </summary>
    public int Port { get; init; }
}

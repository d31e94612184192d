namespace RentABot.Gateway.Settings;

/// <summary>Bounds and periods of the REST side.</summary>
internal sealed record GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>How long a call waits for the allocator's answer before it is given up with 503.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest request body in bytes.</summary>
    public int MaxBodySize { get; init; } = 1024 * 1024;

    /// <summary>The longest descriptor in bytes.</summary>
    public int MaxImportSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many calls may wait for a reservation at the same time.</summary>
    public int MaxWaits { get; init; } = 10_000;

    /// <summary>How often what is waited for is read again, for a wake-up that got lost.</summary>
    public TimeSpan WaitSweepPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the database's clock is read.</summary>
    public TimeSpan ClockPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A descriptor that is imported at the start; empty: none.</summary>
    public string DescriptorPath { get; init; } = "";
}

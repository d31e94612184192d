namespace RentABot.Chaos.Checking;

/// <summary>What a run on a busy machine is granted beside the rules themselves. Stated with every report.</summary>
internal sealed record Allowances
{
    /// <summary>How far the run's clock and the database's may be apart.</summary>
    public TimeSpan Clocks { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What a machine under load may add to the second within which something due is done.</summary>
    public TimeSpan Load { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after the end of a fault its effects may be felt.</summary>
    public TimeSpan Recovery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The gateways' <c>AnswerTimeout</c>: until then a command may still be carried out.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after the answer 503 what it left may live on.</summary>
    public TimeSpan Abandonment { get; init; } = TimeSpan.FromSeconds(10);
}

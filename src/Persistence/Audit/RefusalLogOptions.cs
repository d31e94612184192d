namespace RentABot.Persistence.Audit;

/// <summary>How refused attempts are kept.</summary>
public sealed record RefusalLogOptions
{
    public const string Section = "Audit";

    /// <summary>How many are written in a second at most, by each process; of more their number alone is kept.</summary>
    public int MaxRefusalsPerSecond { get; init; } = 100;
}

namespace RentABot.Scheduler.History;

/// <summary>For how long rows that have ended are kept, and when the others are removed.</summary>
internal sealed record HistoryOptions
{
    public const string Section = "History";
    public const int MinKeepFor = 3_600;

    /// <summary>A Quartz cron expression in UTC: seconds, minutes, hours, day of month, month, day of week and perhaps a year.</summary>
    public string Cron { get; init; } = "0 17 * * * ?";

    /// <summary>Seconds.</summary>
    public int KeepFor { get; init; } = 7 * 24 * 3_600;
}

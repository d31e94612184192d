namespace RentABot.Hosting.Metrics;

/// <summary>The labels of one series, in the alphabetical order of their names, in which Prometheus is shown them.</summary>
public sealed record LabelSet(params (string Name, string Value)[] Labels)
{
    public static readonly LabelSet None = new();

    /// <summary>As they stand between the braces of a series.</summary>
    public override string ToString() => string.Join(',', Labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\""));

    private static string Escape(string value) => value
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);
}

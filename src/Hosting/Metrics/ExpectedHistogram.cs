using System.Globalization;
using System.Text;

namespace RentABot.Hosting.Metrics;

/// <summary>
/// A histogram with the series that it has from the first scrape on. The OpenTelemetry SDK shows a series only once
/// something was recorded in it; until then it is written here, with what was recorded so far: nothing.
/// </summary>
internal sealed record ExpectedHistogram(
    string Name, string Description, IReadOnlyList<double> Bounds, Func<IEnumerable<LabelSet>> LabelSets)
{
    /// <summary>Adds the series that a scrape, in Prometheus' text format, does not show yet.</summary>
    public string CompleteIn(string scrape)
    {
        var missing = new StringBuilder();
        foreach (var labels in LabelSets().Select(set => set.ToString()))
        {
            if (!IsIn(scrape, labels)) AppendTo(missing, labels);
        }

        if (missing.Length == 0) return scrape;

        // All lines of a metric stand together.
        var type = $"# TYPE {Name} histogram\n";
        var own = scrape.IndexOf(type, StringComparison.Ordinal);
        if (own < 0) return $"{scrape}{type}# HELP {Name} {Description}\n{missing}";
        var next = scrape.IndexOf("\n# TYPE ", own, StringComparison.Ordinal);
        return next < 0 ? scrape + missing : scrape.Insert(next + 1, missing.ToString());
    }

    private bool IsIn(string scrape, string labels) => scrape.Contains($"\n{Name}_count{{{labels}}} ", StringComparison.Ordinal);

    private void AppendTo(StringBuilder text, string labels)
    {
        var before = labels.Length == 0 ? "" : $"{labels},";
        foreach (var bound in Bounds.Append(double.PositiveInfinity))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{before}le=\"{TextOf(bound)}\"}} 0\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{{{labels}}} 0\n{Name}_count{{{labels}}} 0\n");
    }

    private static string TextOf(double bound) => double.IsInfinity(bound) ? "+Inf" : bound.ToString(CultureInfo.InvariantCulture);
}

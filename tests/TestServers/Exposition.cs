using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace RentABot.TestServers;

/// <summary>What <c>/metrics</c> showed: Prometheus' text format, read more strictly than Prometheus does.</summary>
public sealed partial class Exposition
{
    private readonly Dictionary<string, double> _series = [];
    private readonly Dictionary<string, string> _types = [];

    private Exposition()
    {
    }

    /// <summary>The type of every metric, by its name.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>The value of every series, as in <c>rentabot_resources{status="held"}</c>.</summary>
    public IReadOnlyDictionary<string, double> Series => _series;

    /// <summary>A series that must be there.</summary>
    public double this[string series] => _series.TryGetValue(series, out var value)
        ? value
        : throw new KeyNotFoundException($"{series} is not among {string.Join(", ", _series.Keys)}");

    /// <summary>The series of one name.</summary>
    public IEnumerable<string> Of(string name) =>
        _series.Keys.Where(series => series == name || series.StartsWith(name + "{", StringComparison.Ordinal));

    /// <summary>Of which label sets a histogram has all its series.</summary>
    public IEnumerable<string> HistogramsOf(string name) => Of(name + "_count").Select(series => series[(name.Length + "_count".Length)..]);

    /// <summary>The values that a label has.</summary>
    public IReadOnlySet<string> ValuesOf(string label) => _series.Keys
        .SelectMany(series => Label().Matches(series))
        .Where(match => match.Groups[1].Value == label)
        .Select(match => match.Groups[2].Value)
        .ToHashSet();

    /// <summary>Each metric has its type once, its help once and then all its series; no series comes twice.</summary>
    public static Exposition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var exposition = new Exposition();
        var metric = "";
        foreach (var line in text.TrimEnd('\n').Split('\n')) metric = exposition.Read(line, metric);
        return exposition;
    }

    private string Read(string line, string metric)
    {
        if (Type().Match(line) is { Success: true } type)
        {
            Assert.True(_types.TryAdd(type.Groups[1].Value, type.Groups[2].Value), $"twice: {line}");
            return type.Groups[1].Value;
        }

        if (line.StartsWith('#'))
        {
            Assert.StartsWith($"# HELP {metric} ", line, StringComparison.Ordinal);
            return metric;
        }

        var match = Sample().Match(line);
        Assert.True(match.Success, $"no sample: {line}");
        var name = _types[metric] == "histogram" ? HistogramPart().Replace(match.Groups[1].Value, "") : match.Groups[1].Value;
        Assert.Equal(metric, name);
        var series = match.Groups[2].Value == "{}" ? match.Groups[1].Value : match.Groups[1].Value + match.Groups[2].Value;
        Assert.True(_series.TryAdd(series, double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture)), $"twice: {line}");
        return metric;
    }

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)((?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*\})?) (-?[0-9.E+-]+|NaN|\+Inf)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)["]""")]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}

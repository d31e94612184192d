namespace RentABot.Load.Report;

/// <summary>One figure of every round.</summary>
internal sealed record Series(IReadOnlyList<double> Rounds)
{
    /// <summary>Of an even number of rounds, the mean of the two in the middle.</summary>
    public double Median
    {
        get
        {
            var sorted = Rounds.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    /// <summary>Round by round: what was measured in turn is compared in turn.</summary>
    public Series DividedBy(Series other) => new([.. Rounds.Zip(other.Rounds, (one, two) => one / two)]);

    public Series Times(double factor) => new([.. Rounds.Select(value => value * factor)]);

    /// <summary>Median (least–most).</summary>
    public string Text(string format, string unit = "")
    {
        var median = Median.ToString(format);
        return Rounds.Count == 1 ? $"{median}{unit}" : $"{median}{unit} ({Rounds.Min().ToString(format)}–{Rounds.Max().ToString(format)})";
    }
}

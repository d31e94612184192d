namespace RentABot.Queue;

/// <summary>The figures as Markdown: of all rounds together, and in parentheses the least and the most of a round.</summary>
internal sealed class Report(int few, int many)
{
    private readonly Dictionary<int, List<Samples>> _rounds = new() { [few] = [], [many] = [] };

    public void Add(int waiters, Samples samples) => _rounds[waiters].Add(samples);

    public void Write(TextWriter output)
    {
        output.WriteLine("| milliseconds | waiters | samples | median | p99 |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var (title, times) in Measured)
        {
            foreach (var waiters in _rounds.Keys)
            {
                var count = times(Samples.Of(_rounds[waiters])).Count;
                var (median, p99) = (Spread(waiters, times, 0.5), Spread(waiters, times, 0.99));
                output.WriteLine($"| {title} | {waiters:N0} | {count:N0} | {median} | {p99} |");
            }
        }

        output.WriteLine();
        output.WriteLine($"| {many:N0} waiters to {few:N0} | median | p99 |");
        output.WriteLine("|---|---|---|");
        foreach (var (title, times) in Measured) output.WriteLine($"| {title} | {Ratio(times, 0.5)} | {Ratio(times, 0.99)} |");
        output.WriteLine();
        foreach (var (waiters, rounds) in _rounds)
        {
            var all = Samples.Of(rounds).Fulfilled;
            var before = all.Count(time => time <= TimeSpan.Zero);
            output.WriteLine(
                $"With {waiters:N0} waiters, {before:N0} of {all.Count:N0} heard of it before the unlock was answered, counted as 0.");
        }
    }

    private static IReadOnlyList<(string Title, Func<Samples, IReadOnlyList<TimeSpan>> Times)> Measured =>
    [
        ("unlock's answer → `fulfilled`", samples => samples.Fulfilled.ConvertAll(time => time < TimeSpan.Zero ? TimeSpan.Zero : time)),
        ("unlock", samples => samples.Unlocked),
        ("create a reservation", samples => samples.Created),
    ];

    private string Spread(int waiters, Func<Samples, IReadOnlyList<TimeSpan>> times, double share)
    {
        var each = _rounds[waiters].ConvertAll(round => Quantile(times(round), share));
        return $"{Quantile(times(Samples.Of(_rounds[waiters])), share):0.0} ({each.Min():0.0}–{each.Max():0.0})";
    }

    private string Ratio(Func<Samples, IReadOnlyList<TimeSpan>> times, double share)
    {
        var each = _rounds[many].Zip(_rounds[few], Of).ToList();
        return $"{Of(Samples.Of(_rounds[many]), Samples.Of(_rounds[few])):0.00} ({each.Min():0.00}–{each.Max():0.00})";

        double Of(Samples longer, Samples shorter) => Quantile(times(longer), share) / Quantile(times(shorter), share);
    }

    /// <summary>In milliseconds, by nearest rank.</summary>
    private static double Quantile(IReadOnlyList<TimeSpan> times, double share) =>
        times.Order().ElementAt((int)Math.Ceiling(share * times.Count) - 1).TotalMilliseconds;
}

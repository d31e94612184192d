using RentABot.Gateway.Web.History;

namespace RentABot.Gateway.Web.Charts;

/// <summary>A stretch as it is drawn, or several of them that are too short to be told apart.</summary>
/// <param name="Stretch">The first of them.</param>
/// <param name="Time">What is drawn, within the picture's window.</param>
/// <param name="Count">How many there are.</param>
public sealed record Bar(Stretch Stretch, TimeWindow Time, int Count)
{
    /// <summary>Nothing narrower than this share of the picture can be seen by itself.</summary>
    private const double Resolution = 1.0 / 500;

    /// <summary>The bars of a row, those of maintenance first: they are what the others stand on.</summary>
    public static IReadOnlyList<Bar> Of(IEnumerable<Stretch> stretches, TimeWindow window)
    {
        var least = window.Length * Resolution;
        var bars = new List<Bar>();
        foreach (var kind in stretches.ToLookup(s => s.Kind).OrderByDescending(kind => kind.Key))
        {
            var last = -1;
            foreach (var (stretch, time) in kind.Select(s => (s, window.Clip(s.From, s.To))).OrderBy(pair => pair.Item2?.From))
            {
                if (time is not { } seen) continue;
                if (last >= 0 && !stretch.Runs && bars[last] is var before && CannotBeToldApart(before.Time, seen, least))
                {
                    bars[last] = before with { Time = before.Time with { To = seen.To > before.Time.To ? seen.To : before.Time.To }, Count = before.Count + 1 };
                }
                else
                {
                    last = bars.Count;
                    bars.Add(new Bar(stretch, seen, 1));
                }
            }
        }

        return bars;
    }

    private static bool CannotBeToldApart(TimeWindow one, TimeWindow next, TimeSpan least) =>
        next.From - one.To < least && (one.Length < least || next.Length < least);
}

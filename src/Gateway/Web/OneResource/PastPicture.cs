using RentABot.Gateway.Web.Charts;
using RentABot.Gateway.Web.History;

namespace RentABot.Gateway.Web.OneResource;

/// <summary>What became of a resource in a time up to now.</summary>
/// <param name="Title">Which time.</param>
/// <param name="Window">From when to when.</param>
/// <param name="Bars">As they are drawn.</param>
/// <param name="Stretches">All that there was in it, the newest first.</param>
/// <param name="Utilisation">In figures.</param>
public sealed record PastPicture(
    string Title, TimeWindow Window, IReadOnlyList<Bar> Bars, IReadOnlyList<Stretch> Stretches, Utilisation Utilisation)
{
    /// <param name="title">Which time.</param>
    /// <param name="stretches">Of the resource, whenever.</param>
    /// <param name="window">Up to now.</param>
    /// <param name="knownSince">When the resource began to exist, or its history to be kept.</param>
    public static PastPicture Of(string title, IReadOnlyList<Stretch> stretches, TimeWindow window, DateTimeOffset knownSince)
    {
        // A hold that gathers and a plan are no past.
        var past = stretches.Where(s => s.Kind is StretchKind.Locked or StretchKind.Maintenance && window.Clip(s.From, s.To) is not null)
            .OrderByDescending(s => s.From ?? window.From).ToList();
        return new PastPicture(title, window, Bar.Of(past, window), past, Utilisation.Of(past, window, knownSince));
    }
}

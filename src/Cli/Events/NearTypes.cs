using System.Text.RegularExpressions;
using RentABot.Cli.Api;
using RentABot.Descriptors;

namespace RentABot.Cli.Events;

/// <summary>Types of events that there are not, and those that may be meant. The server's refusal tells which ones there are.</summary>
internal static partial class NearTypes
{
    /// <param name="refusal">What the server said.</param>
    /// <param name="field">What it calls the types.</param>
    /// <param name="given">One, or several with commas between them.</param>
    /// <returns>The refusal with what may be meant; null where it is about something else.</returns>
    public static ProblemException? Of(ProblemException refusal, string field, string? given)
    {
        if (given is null || refusal.Problem.Errors is not { } errors || !errors.TryGetValue(field, out var reasons)) return null;
        var known = reasons.SelectMany(reason => TypeName().Matches(reason)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var unknown = given.Split(',', StringSplitOptions.TrimEntries).Where(type => !known.Contains(type));
        var all = new Dictionary<string, IReadOnlyList<string>>(errors) { [field] = [.. reasons, .. unknown.Select(type => WordsOf(type, known))] };
        return new ProblemException(refusal.Problem with { Errors = all }, refusal.Document);
    }

    private static string WordsOf(string type, IEnumerable<string> known) =>
        $"there is no {type}{(NearMatch.Of(type, known) is { } meant ? $", did you mean {meant}?" : "")}";

    [GeneratedRegex("[A-Z][A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();
}

using F23.StringSimilarity;

namespace RentABot.Descriptors;

/// <summary>The known word that a misspelt one may mean.</summary>
internal static class NearMatch
{
    /// <summary>What is less alike is another word. By the measure of Jaro and Winkler, of which 1 is the same word.</summary>
    private const double LeastSimilarity = 0.85;

    private static readonly JaroWinkler Measure = new();

    /// <summary>The most alike of those that are known, whatever their case; null where none is alike.</summary>
    public static string? Of(string word, IEnumerable<string> known) => known
        .Select(one => (Word: one, Similarity: Measure.Similarity(one.ToLowerInvariant(), word.ToLowerInvariant())))
        .Where(one => one.Similarity >= LeastSimilarity)
        .OrderByDescending(one => one.Similarity).ThenBy(one => one.Word, StringComparer.Ordinal)
        .Select(one => one.Word).FirstOrDefault();

    /// <summary>Of the words of a command line: what all options begin with makes none of them more alike.</summary>
    public static string? OfLine(string word, IEnumerable<string> known)
    {
        var byBare = known.ToLookup(Bare);
        return Of(Bare(word), byBare.Select(one => one.Key)) is { } meant ? byBare[meant].First() : null;
    }

    private static string Bare(string word) => word.TrimStart('-');
}

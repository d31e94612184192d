using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Settings;
using RentABot.Allocator.Tokens;

namespace RentABot.Support;

/// <summary>
/// Finds lock tokens in any text, also those that no test has ever been told: whatever the tests' own key has signed.
/// </summary>
internal static partial class Secrets
{
    /// <summary>Signs the tokens of every deployment here.</summary>
    public const string TokenKey = "integration-tests-sign-their-lock-tokens-with-this-key";

    private const int TokenLength = 64;
    private const int ShownLength = 400;
    private static readonly LockTokens Tokens = new(Options.Create(new TokenOptions { Keys = [TokenKey] }));
    private static readonly ConcurrentDictionary<string, long> SearchedByPlace = new();
    private static readonly ConcurrentQueue<string> Found = new();

    /// <summary>Where a token was that must not be there, with what stood around it.</summary>
    public static IReadOnlyCollection<string> Leaks => Found;

    /// <summary>How many texts were searched, by the place they came from.</summary>
    public static IReadOnlyDictionary<string, long> Searched => SearchedByPlace;

    /// <summary>Notes a leak if there is a token in a text that must have none.</summary>
    public static void Search(string place, string text)
    {
        SearchedByPlace.AddOrUpdate(place, 1, (_, count) => count + 1);
        if (TokensIn(text).Any()) Found.Enqueue($"{place}: {text[..Math.Min(text.Length, ShownLength)]}");
    }

    public static IEnumerable<string> TokensIn(string text)
    {
        foreach (var run in TokenCharacters().EnumerateMatches(text))
        {
            for (var start = run.Index; start + TokenLength <= run.Index + run.Length; start++)
            {
                var candidate = text.Substring(start, TokenLength);
                if (Tokens.Read(candidate) is not null) return [candidate];
            }
        }

        return [];
    }

    [GeneratedRegex("[A-Za-z0-9_-]{64,}")]
    private static partial Regex TokenCharacters();
}

using System.Text.RegularExpressions;
using RentABot.Cli.Api;
using RentABot.Cli.Commands;
using RentABot.Descriptors;

namespace RentABot.Cli.Waiting;

/// <summary>Where nothing is what was asked for: which of its words the server does not know, and which one may be meant.</summary>
internal static partial class NearWords
{
    private const int MostMeant = 3;
    private static readonly string[] Operators = ["and", "or", "not"];

    public static Task<string> OfAsync(Wanted wanted, Func<ApiCall, Task<ApiAnswer>> send) =>
        wanted.Name is { } name ? OfNameAsync(name, send) : OfTagsAsync(wanted.Tags ?? NamedIn(wanted.Expression), send);

    /// <returns>What to say behind that there is none; nothing where the server does not tell.</returns>
    public static Task<string> OfNameAsync(string name, Func<ApiCall, Task<ApiAnswer>> send) => AskAsync(async () =>
    {
        var names = (await ResourcesAsync(send, ("limit", ResourceArgument.MostPerPage), ("sort", "name"))).Resources.Select(resource => resource.Name).ToList();
        var longer = names.Where(one => one.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (longer.Count > MostMeant) return $"; did you mean {string.Join(", ", longer.Take(MostMeant))} or one of {longer.Count - MostMeant} others?";
        if (longer.Count > 0) return $"; did you mean {string.Join(" or ", longer)}?";
        return NearMatch.Of(name, names) is { } meant ? $"; did you mean {meant}?" : "";
    });

    private static Task<string> OfTagsAsync(IEnumerable<string> tags, Func<ApiCall, Task<ApiAnswer>> send) => AskAsync(async () =>
    {
        var unknown = new List<string>();
        foreach (var tag in tags)
        {
            if ((await ResourcesAsync(send, ("tags", tag), ("limit", "1"))).Total == 0) unknown.Add(tag);
        }

        if (unknown.Count == 0) return "";
        var known = (await ResourcesAsync(send, ("limit", ResourceArgument.MostPerPage))).Resources.SelectMany(resource => resource.Tags).ToHashSet(StringComparer.Ordinal);
        return string.Concat(unknown.Select(tag => $"; no resource has the tag {tag}{(NearMatch.Of(tag, known) is { } meant ? $", did you mean {meant}?" : "")}"));
    });

    private static async Task<string> AskAsync(Func<Task<string>> ask)
    {
        try
        {
            return await ask();
        }
        catch (CliException)
        {
            // The refusal itself is what matters.
            return "";
        }
    }

    private static async Task<ResourcePage> ResourcesAsync(Func<ApiCall, Task<ApiAnswer>> send, params (string, string?)[] query) =>
        (await send(ResourceArgument.List(query))).Read(ApiJson.Default.ResourcePage);

    /// <summary>Those that are asked for; reading the expression itself is the server's.</summary>
    private static IEnumerable<string> NamedIn(string? expression) =>
        Named().Matches(expression ?? "").Select(match => match.Value)
            .Where(word => !Operators.Contains(word, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<![\w.:/+=!-])[\w.:/+=-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}

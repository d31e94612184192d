using System.Text.RegularExpressions;
using RentABot.TestServers;

namespace RentABot.Standalone.Tests;

public sealed partial class When_problems_are_documented
{
    private const string Page = "docs/rest.md";
    private const string Heading = "## Errors";

    /// <summary>The projects that refuse something, each where it refuses it.</summary>
    private static readonly string[] Projects = ["src/Gateway", "src/Allocator", "src/Hosting", "src/Rules"];

    [Fact]
    public void Should_say_of_every_code_what_to_do_and_of_no_other()
    {
        var rows = File.ReadLines(Repository.PathOf(Page)).SkipWhile(line => line != Heading).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var told = rows.Select(row => row.Split('|')[1]).SelectMany(cell => Quoted().Matches(cell)).Select(match => match.Groups[1].Value).ToList();
        var codes = CodesOfTheServices().ToList();

        Assert.NotEmpty(codes);
        Assert.Equal([], codes.Except(told));
        Assert.Equal([], told.Except(codes));
        Assert.Distinct(told);
    }

    private static IEnumerable<string> CodesOfTheServices() => Projects
        .SelectMany(project => Directory.EnumerateFiles(Repository.PathOf(project), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .SelectMany(file => Refusals().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["code"].Value)
        .Distinct();

    /// <summary>
    /// All the ways in which code says its code: a problem of the gateway, a rejection of the allocator, and one of the state
    /// machine. <c>Rejection.Invalid</c> names fields.
    /// </summary>
    [GeneratedRegex(
        """
        (?: \bRejection\.(?!Invalid\b)\w+\( | \.Reject\( | \b(?:new|new\ Problem|Of)\(\s*(?:\d{3}|status|StatusCodes\.\w+), | \bCode\ = )
        \s* "(?<code>[a-z_]+)"
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Refusals();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Quoted();
}

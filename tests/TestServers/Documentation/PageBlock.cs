using System.Text.RegularExpressions;

namespace RentABot.TestServers;

/// <summary>What stands between two fences of a page.</summary>
/// <param name="Line">Of the first fence, from 1.</param>
/// <param name="Language">As the fence says it: empty where it says none.</param>
/// <param name="Lines">Without what the fences themselves are indented by.</param>
public sealed partial record PageBlock(int Line, string Language, IReadOnlyList<string> Lines)
{
    public static IEnumerable<PageBlock> Of(string page)
    {
        var lines = File.ReadAllLines(Repository.PathOf(page));
        for (var i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } fence) continue;
            var indent = fence.Groups[1].Length;
            var first = i;
            while (++i < lines.Length && lines[i].Trim() != "```")
            {
            }

            yield return new(first + 1, fence.Groups[2].Value, [.. lines[(first + 1)..i].Select(line => line[Math.Min(indent, line.Length)..])]);
        }
    }

    [GeneratedRegex("^( *)```(.*)$")]
    private static partial Regex Fence();
}

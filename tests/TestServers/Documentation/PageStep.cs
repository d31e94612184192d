namespace RentABot.TestServers;

/// <summary>A step of whoever follows a page.</summary>
/// <param name="Line">Where its block begins.</param>
/// <param name="Command">On one line or several.</param>
/// <param name="Answer">What the page shows of it, or null where it shows commands alone (<c>sh</c>).</param>
public sealed record PageStep(int Line, string Command, string? Answer)
{
    private const string Prompt = "$ ";

    /// <summary>The languages whose blocks are commands: with a prompt and what comes, and without.</summary>
    private const string Console = "console";
    private const string Script = "sh";

    public static IReadOnlyList<PageStep> Of(string page)
    {
        var steps = new List<PageStep>();
        foreach (var block in PageBlock.Of(page))
        {
            if (block.Language is Console or Script) Read(block, steps);
        }

        return steps;
    }

    private static void Read(PageBlock block, List<PageStep> steps)
    {
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var line = block.Lines[i];
            var shows = block.Language == Console;
            if (shows && !line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                steps[^1] = steps[^1] with { Answer = $"{steps[^1].Answer}\n{line}" };
                continue;
            }

            var command = shows ? line[Prompt.Length..] : line;
            while (IsUnfinished(command)) command = $"{command}\n{block.Lines[++i]}";
            if (command.Length > 0) steps.Add(new(block.Line, command, shows ? "" : null));
        }
    }

    /// <summary>A line that a backslash continues, a command within the command, a here-document or a loop before its end.</summary>
    private static bool IsUnfinished(string command)
    {
        if (command.EndsWith('\\') || command.EndsWith("$(", StringComparison.Ordinal)) return true;
        if (command.Contains("<<'END'", StringComparison.Ordinal)) return !command.EndsWith("\nEND", StringComparison.Ordinal);
        return command.Split('\n')[0].EndsWith("; do", StringComparison.Ordinal) && !command.EndsWith("\ndone", StringComparison.Ordinal);
    }
}

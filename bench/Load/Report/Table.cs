namespace RentABot.Load.Report;

/// <summary>A table in Markdown.</summary>
internal static class Table
{
    /// <summary>Writes nothing when there are no rows.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        var lines = rows.Select(Line).ToList();
        if (lines.Count == 0) return;
        output.WriteLine(Line(columns));
        output.WriteLine($"|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (var line in lines) output.WriteLine(line);
        output.WriteLine();
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}

namespace RentABot.Load.Report;

/// <summary>The part of a document that a run writes; everything else in it is written by hand and stays.</summary>
internal static class DocumentSection
{
    private const string Begin = "<!-- bench/run.sh writes from here -->";
    private const string End = "<!-- to here -->";

    public static void Replace(string path, string section)
    {
        var document = File.ReadAllText(path);
        var begin = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = document.IndexOf(End, Math.Max(begin, 0), StringComparison.Ordinal);
        if (begin < 0 || end < 0) throw new InvalidOperationException($"{path} does not have '{Begin}' and '{End}'.");
        File.WriteAllText(path, $"{document[..(begin + Begin.Length)]}\n\n{section.Trim()}\n\n{document[end..]}");
    }
}

namespace RentABot.TestServers;

/// <summary>The pages of the repository.</summary>
public static class Documentation
{
    /// <summary>What others wrote, or programs made.</summary>
    private static readonly string[] NotOurs =
        [".git", "bin", "obj", "node_modules", "vendor", "artifacts", "TestResults", ".cache", ".pytest_cache"];

    /// <summary>All, named from the top of the working copy.</summary>
    public static IReadOnlyList<string> Pages { get; } = [.. PagesBelow("").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> PagesBelow(string directory)
    {
        var place = new DirectoryInfo(Repository.PathOf(directory));
        var pages = place.EnumerateFiles("*.md").Select(file => Path.Combine(directory, file.Name));
        var below = place.EnumerateDirectories().Where(child => child.LinkTarget is null && !NotOurs.Contains(child.Name));
        return pages.Concat(below.SelectMany(child => PagesBelow(Path.Combine(directory, child.Name))));
    }
}

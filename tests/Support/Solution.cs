namespace RentABot.Support;

/// <summary>Finds what the build has made of the other projects.</summary>
internal static class Solution
{
    private static readonly DirectoryInfo Framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    public static string Directory { get; } = Find();

    /// <summary>A file that the project's build wrote, in the configuration of this assembly.</summary>
    public static string Built(string project, string file) =>
        Path.Combine(Directory, project, "bin", Framework.Parent!.Name, Framework.Name, file);

    private static string Find()
    {
        var directory = Framework;
        while (!File.Exists(Path.Combine(directory.FullName, "RentABot.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("RentABot.sln is not above the tests.");
        }

        return directory.FullName;
    }
}

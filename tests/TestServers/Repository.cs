namespace RentABot.TestServers;

/// <summary>Files of the working copy that the tests run in.</summary>
public static class Repository
{
    /// <summary>The whole path of a file or directory that is named from the top of the working copy.</summary>
    public static string PathOf(string relative)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "RentABot.sln"))) directory = directory.Parent;
        return Path.Combine(directory?.FullName ?? throw new DirectoryNotFoundException("RentABot.sln is in no parent directory"), relative);
    }

    /// <summary>
    /// What the build of a project has made, in the configuration of these tests, and not what lies beside them: there it
    /// counts lines, and its processes would get in each other's way.
    /// </summary>
    public static string Built(string project, string file) =>
        PathOf(Path.Combine(project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", file));
}

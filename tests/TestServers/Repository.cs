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
}

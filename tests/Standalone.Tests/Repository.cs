namespace RentABot.Standalone.Tests;

/// <summary>Files of the working copy that the tests run in.</summary>
internal static class Repository
{
    public static string PathOf(string relative)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "RentABot.sln"))) directory = directory.Parent;
        return Path.Combine(directory?.FullName ?? throw new DirectoryNotFoundException("RentABot.sln is in no parent directory"), relative);
    }
}

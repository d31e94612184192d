namespace RentABot.Descriptors;

internal static class UnreadableFile
{
    /// <summary>Why a file could not be read, in words that help who named it.</summary>
    public static string Reason(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"there is no file {Path.GetFullPath(path)}",
        _ when Directory.Exists(path) => "it is a directory; name a file in it",
        _ => exception.Message,
    };
}

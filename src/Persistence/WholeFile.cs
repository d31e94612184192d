namespace RentABot.Persistence;

/// <summary>Files that are there as a whole, or as they were before.</summary>
public static class WholeFile
{
    /// <summary>
    /// Writes a new file beside the one that is asked for, which takes its place once it is whole and on the disk. Where that
    /// fails, nothing is left behind.
    /// </summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="write">Writes what it holds.</param>
    /// <param name="mode">Who may read it; null: as for any new file.</param>
    public static async Task WriteAsync(string path, Func<Stream, Task> write, UnixFileMode? mode = null)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        try
        {
            await using (var stream = new FileStream(unfinished, options))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}

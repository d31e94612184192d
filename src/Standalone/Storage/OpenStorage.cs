using System.Security.Cryptography;
using RentABot.Hosting;

namespace RentABot.Standalone.Storage;

/// <summary>
/// The database file of this process and the key that its lock tokens are made with. A kept database has its key in a
/// file beside it, which only its owner may read: whoever reads the database alone can free nothing.
/// </summary>
internal sealed class OpenStorage : IDisposable
{
    private const int KeyBytes = 48;

    private readonly DirectoryInfo? _temporary;
    private readonly FileStream? _claim;

    private OpenStorage(string databasePath, string tokenKey, DirectoryInfo? temporary, FileStream? claim)
    {
        DatabasePath = databasePath;
        TokenKey = tokenKey;
        _temporary = temporary;
        _claim = claim;
    }

    public string DatabasePath { get; }

    public string TokenKey { get; }

    /// <summary>Whether state outlives the process.</summary>
    public bool Durable => _temporary is null;

    public static OpenStorage Open(StorageChoice choice) => choice.SqlitePath is { } path ? OpenKept(path) : OpenTemporary();

    public void Dispose()
    {
        _claim?.Dispose();
        _temporary?.Delete(recursive: true);
    }

    /// <summary>
    /// A file without write-through rather than SQLite's own memory databases: those cannot serve readers while a
    /// writer is at work.
    /// </summary>
    private static OpenStorage OpenTemporary()
    {
        var directory = Directory.CreateTempSubdirectory("rentabot-");
        return new OpenStorage(Path.Combine(directory.FullName, "state.sqlite"), NewKey(), directory, claim: null);
    }

    private static OpenStorage OpenKept(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var claim = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new OpenStorage(path, ReadOrCreateKey(path + ".key"), temporary: null, claim);
        }
        catch (IOException exception)
        {
            throw new SettingsException(
                $"--persist: {path} cannot be used, perhaps because another process has it open: {exception.Message}");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new SettingsException($"--persist: {path} cannot be used: {exception.Message}");
        }
    }

    private static string ReadOrCreateKey(string path)
    {
        if (File.Exists(path)) return File.ReadAllText(path).Trim();
        var key = NewKey();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(key);
        return key;
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
}

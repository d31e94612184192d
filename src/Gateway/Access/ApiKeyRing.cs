using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using RentABot.Hosting;

namespace RentABot.Gateway.Access;

/// <summary>
/// The API keys that are let in. Their file is read before the service starts, and anew when it changes; one that is
/// broken then changes nothing.
/// </summary>
internal sealed partial class ApiKeyRing(IOptions<AuthOptions> auth, ILogger<ApiKeyRing> logger) : IStartCheck, IDisposable
{
    private readonly string _path = auth.Value.ConfigPath.Length == 0 ? "" : Path.GetFullPath(auth.Value.ConfigPath);
    private volatile IReadOnlyList<ApiKey> _keys = [];
    private PhysicalFileProvider? _files;
    private IDisposable? _watch;

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_path.Length == 0) return Task.CompletedTask;
        try
        {
            Load();
        }
        catch (Exception exception) when (exception is ApiKeyFileException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{AuthOptions.Section}:{nameof(AuthOptions.ConfigPath)}: {_path}: {exception.Message}");
        }

        // Asked for its age every few seconds: nothing tells of changes in what a container is given from outside.
        _files = new PhysicalFileProvider(Path.GetDirectoryName(_path)!) { UsePollingFileWatcher = true, UseActivePolling = true };
        _watch = ChangeToken.OnChange(() => _files.Watch(Path.GetFileName(_path)), Reload);
        return Task.CompletedTask;
    }

    /// <summary>The key that was presented, or null. Takes as long for any that is wrong, and tells nothing of those that are right.</summary>
    public ApiKey? Find(string presented)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(presented), digest);
        ApiKey? found = null;
        foreach (var key in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(key.Digest, digest)) found = key;
        }

        return found;
    }

    /// <summary>The key of this name, as it is now; null: there is none any more.</summary>
    public ApiKey? Named(string name) => _keys.FirstOrDefault(key => key.Name == name);

    public void Dispose()
    {
        _watch?.Dispose();
        _files?.Dispose();
    }

    private void Load()
    {
        var file = ApiKeyFile.Load(_path);
        _keys = file.Keys;
        LogLoaded(file.Keys.Count);
        if (file.HasPlainKeys && !OperatingSystem.IsWindows() && File.GetUnixFileMode(_path).HasFlag(UnixFileMode.OtherRead)) LogReadable(_path);
    }

    /// <summary>Reads the file anew.</summary>
    internal void Reload()
    {
        try
        {
            Load();
        }
        catch (Exception exception) when (exception is ApiKeyFileException or IOException or UnauthorizedAccessException)
        {
            LogBroken(_path, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} API keys are let in")]
    private partial void LogLoaded(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} has plain API keys and can be read by every user of this machine; use key_sha256, or take the right away")]
    private partial void LogReadable(string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} has changed but cannot be used, so the keys from before go on: {Reason}")]
    private partial void LogBroken(string path, string reason);
}

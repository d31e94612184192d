using System.Text.Json;
using RentABot.Gateway.Json;

namespace RentABot.Gateway.Audit;

/// <summary>
/// A file of audit rows, one JSON object a line. It says itself how far it is: the last whole line's cursor is where it
/// goes on, and what a crash left of a line behind that is cut off.
/// </summary>
internal sealed class AuditFile : IDisposable
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const byte LineEnd = (byte)'\n';

    private readonly AuditFileOptions _options;
    private FileStream _stream;

    private AuditFile(AuditFileOptions options, FileStream stream) => (_options, _stream) = (options, stream);

    /// <summary>How far the file was when it was opened.</summary>
    public AuditPosition Position { get; private init; }

    public static AuditFile Open(AuditFileOptions options)
    {
        var stream = OpenStream(options.Path);
        try
        {
            var last = CutToWholeLines(stream) ?? ReadLastLine(PutAside(options, 1));
            return new AuditFile(options, stream) { Position = last is null ? default : PositionOf(last) };
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Append(IReadOnlyList<AuditRow> rows)
    {
        if (rows.Count == 0) return;
        if (_stream.Length >= _options.MaxSize) Rotate();
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(_stream, row, GatewayJson.Options);
            _stream.WriteByte(LineEnd);
        }

        _stream.Flush(flushToDisk: true);
    }

    public void Dispose() => _stream.Dispose();

    private void Rotate()
    {
        _stream.Dispose();
        File.Delete(PutAside(_options, _options.MaxFiles));
        for (var number = _options.MaxFiles - 1; number >= 1; number--)
        {
            if (File.Exists(PutAside(_options, number))) File.Move(PutAside(_options, number), PutAside(_options, number + 1));
        }

        File.Move(_options.Path, PutAside(_options, 1));
        _stream = OpenStream(_options.Path);
    }

    private static string PutAside(AuditFileOptions options, int number) => $"{options.Path}.{number}";

    private static FileStream OpenStream(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersAlone;
        var stream = new FileStream(path, options);
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }

    private static byte[]? ReadLastLine(string path)
    {
        if (!File.Exists(path)) return null;
        using var stream = OpenStream(path);
        return CutToWholeLines(stream);
    }

    /// <summary>Cuts off what follows the last line's end, and returns that line; null: there is none.</summary>
    private static byte[]? CutToWholeLines(FileStream stream)
    {
        var end = IndexOfLineEndBefore(stream, stream.Length) + 1;
        if (end != stream.Length) CutOff(stream, end);
        stream.Seek(0, SeekOrigin.End);
        if (end == 0) return null;
        var begin = IndexOfLineEndBefore(stream, end - 1) + 1;
        var line = new byte[end - 1 - begin];
        stream.Seek(begin, SeekOrigin.Begin);
        stream.ReadExactly(line);
        stream.Seek(0, SeekOrigin.End);
        return line;
    }

    /// <summary>What a crash left is the beginning of a row, or zeros; anything else is somebody else's file.</summary>
    private static void CutOff(FileStream stream, long end)
    {
        stream.Seek(end, SeekOrigin.Begin);
        if (stream.ReadByte() is not ('{' or 0)) throw NoAuditTrail();
        stream.SetLength(end);
    }

    /// <summary>The last line's end before a place in the file; -1: there is none.</summary>
    private static long IndexOfLineEndBefore(FileStream stream, long place)
    {
        for (var index = place - 1; index >= 0; index--)
        {
            stream.Seek(index, SeekOrigin.Begin);
            if (stream.ReadByte() == LineEnd) return index;
        }

        return -1;
    }

    private static AuditPosition PositionOf(byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.TryGetProperty("cursor", out var cursor)
                && cursor.GetString() is { } text
                && AuditPosition.TryParse(text, out var position))
            {
                return position;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }

        throw NoAuditTrail();
    }

    private static InvalidDataException NoAuditTrail() => new("its last line is no row of the audit trail; move the file away");
}

using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RentABot.Persistence.Archives;

/// <summary>An archive that was found whole: its version, its entries, every checksum and every row.</summary>
internal sealed class ArchiveReader : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, TableFormat> _formats;

    private ArchiveReader(ZipArchive zip, IReadOnlyList<TableFormat> formats)
    {
        _zip = zip;
        _formats = formats.ToDictionary(format => format.Name, StringComparer.Ordinal);
    }

    public ArchiveManifest Manifest { get; private set; } = null!;

    /// <exception cref="ArchiveException">It is no archive, is damaged, or is made by a newer program.</exception>
    public static async Task<ArchiveReader> OpenAsync(Stream file, IReadOnlyList<TableFormat> formats, CancellationToken cancellationToken)
    {
        ArchiveReader? reader = null;
        try
        {
            reader = new ArchiveReader(new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true), formats);
            await reader.CheckAsync(cancellationToken);
            return reader;
        }
        catch (Exception exception)
        {
            reader?.Dispose();
            if (exception is ArchiveException or OperationCanceledException) throw;

            // Whatever reading damaged bytes may end in, it is the file's fault.
            throw new ArchiveException($"it is no backup of Rent-A-Bot, or it is damaged: {exception.Message}", exception);
        }
    }

    public async IAsyncEnumerable<object> ReadAsync(ArchivedTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var format = _formats[table.Name];
        using var hash = SHA256.Create();
        await using var stream = await EntryOf(table.Entry).OpenAsync(cancellationToken);
        await using var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Read);
        using var lines = new StreamReader(hashed, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var rows = 0L;
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            rows++;
            yield return format.Parse(line);
        }

        if (rows != table.Rows || Convert.ToHexStringLower(hash.Hash!) != table.Sha256)
        {
            throw new ArchiveException($"it is damaged: {table.Entry} is not what was saved");
        }
    }

    public void Dispose() => _zip.Dispose();

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var manifest = await ReadBytesAsync(ArchiveFormat.ManifestEntry, cancellationToken);
        var checksum = Encoding.ASCII.GetString(await ReadBytesAsync(ArchiveFormat.ManifestChecksumEntry, cancellationToken));
        if (checksum != Convert.ToHexStringLower(SHA256.HashData(manifest))) throw new ArchiveException("it is damaged: the manifest is not what was saved");
        CheckVersion(manifest);
        Manifest = JsonSerializer.Deserialize<ArchiveManifest>(manifest, ArchiveFormat.Json)!;
        CheckEntries();
        foreach (var table in Manifest.Tables)
        {
            await foreach (var _ in ReadAsync(table, cancellationToken)) { }
        }
    }

    /// <summary>Before the rest of the manifest is read, which a newer one may have otherwise.</summary>
    private static void CheckVersion(byte[] manifest)
    {
        using var document = JsonDocument.Parse(manifest);
        if (document.RootElement.GetProperty("format").GetString() != ArchiveFormat.Name) throw new ArchiveException("it is no backup of Rent-A-Bot");
        var version = document.RootElement.GetProperty("format_version").GetInt32();
        if (version is < 1 or > ArchiveFormat.Version)
        {
            throw new ArchiveException($"it has format version {version}; this program reads up to {ArchiveFormat.Version}: use a newer one");
        }
    }

    private void CheckEntries()
    {
        if (Manifest.Tables.FirstOrDefault(table => !_formats.ContainsKey(table.Name)) is { } unknown)
        {
            throw new ArchiveException($"it has a table {unknown.Name}, which this program does not know: use a newer one");
        }

        string[] expected = [.. Manifest.Tables.Select(table => table.Entry), ArchiveFormat.ManifestEntry, ArchiveFormat.ManifestChecksumEntry];
        if (!expected.Order(StringComparer.Ordinal).SequenceEqual(_zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)))
        {
            throw new ArchiveException("it is damaged: its entries are not those that its manifest names");
        }
    }

    private async Task<byte[]> ReadBytesAsync(string entry, CancellationToken cancellationToken)
    {
        await using var stream = await EntryOf(entry).OpenAsync(cancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private ZipArchiveEntry EntryOf(string entry) =>
        _zip.GetEntry(entry) ?? throw new ArchiveException($"it is no backup of Rent-A-Bot, or it is damaged: {entry} is missing");
}

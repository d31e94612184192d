using System.Data;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Clock;

namespace RentABot.Persistence.Archives;

/// <summary>Saves all rows, as they are at one instant, in an archive.</summary>
public sealed class BackupWriter(IDatabaseClock clock)
{
    private const int ReportEvery = 100_000;

    /// <summary>Writes a file that its owner alone may read.</summary>
    /// <param name="db">What is saved. The service may go on meanwhile.</param>
    /// <param name="path">The archive; one of that name is replaced.</param>
    /// <param name="report">Told how far it is.</param>
    /// <param name="cancellationToken">Gives it up; nothing is left behind.</param>
    public Task WriteAsync(RentABotDbContext db, string path, Action<ArchiveProgress> report, CancellationToken cancellationToken) =>
        WholeFile.WriteAsync(path, file => WriteAsync(db, file, report, cancellationToken), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private async Task WriteAsync(RentABotDbContext db, Stream file, Action<ArchiveProgress> report, CancellationToken cancellationToken)
    {
        // On SQLite this level begins without the write lock; its readers have a snapshot at every level.
        var level = db.Database.IsNpgsql() ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted;
        await using var snapshot = await db.Database.BeginTransactionAsync(level, cancellationToken);
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SET TRANSACTION READ ONLY", cancellationToken);
        var createdAt = await clock.ReadAsync(db, cancellationToken);
        await using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var tables = new List<ArchivedTable>();
        foreach (var table in TableFormat.Of(db)) tables.Add(await WriteAsync(db, table, zip, report, cancellationToken));

        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new ArchiveManifest(ArchiveFormat.Name, ArchiveFormat.Version, createdAt, ArchiveFormat.Product, tables), ArchiveFormat.Json);
        await WriteAsync(zip, ArchiveFormat.ManifestEntry, manifest, cancellationToken);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(manifest));
        await WriteAsync(zip, ArchiveFormat.ManifestChecksumEntry, System.Text.Encoding.ASCII.GetBytes(checksum), cancellationToken);
    }

    private static async Task<ArchivedTable> WriteAsync(
        RentABotDbContext db, TableFormat table, ZipArchive zip, Action<ArchiveProgress> report, CancellationToken cancellationToken)
    {
        var entry = ArchiveFormat.EntryOf(table.Name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = await zip.CreateEntry(entry, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        var rows = 0L;
        await foreach (var row in table.ReadAsync(db).WithCancellation(cancellationToken))
        {
            byte[] line = [.. table.Write(row), (byte)'\n'];
            hash.AppendData(line);
            await stream.WriteAsync(line, cancellationToken);
            if (++rows % ReportEvery == 0) report(new ArchiveProgress("saved", table.Name, rows, Complete: false));
        }

        report(new ArchiveProgress("saved", table.Name, rows, Complete: true));
        return new ArchivedTable(table.Name, entry, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task WriteAsync(ZipArchive zip, string entry, byte[] content, CancellationToken cancellationToken)
    {
        await using var stream = await zip.CreateEntry(entry).OpenAsync(cancellationToken);
        await stream.WriteAsync(content, cancellationToken);
    }
}

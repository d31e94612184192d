using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Events;
using RentABot.Persistence.Leases;
using RentABot.Persistence.Transactions;

namespace RentABot.Persistence.Archives;

/// <summary>Puts the rows of an archive into a database, all of them or none.</summary>
public sealed class Restorer(IWriteTransactions transactions, IDatabaseLeases leases)
{
    /// <summary>
    /// Added to the ledger's numbers, past whatever was given after the backup. It takes thousands of restores to reach
    /// <see cref="MaxNumber"/>, and a service that grants ten thousand locks a second takes three years to give as many.
    /// </summary>
    public const long Jump = 1L << 40;

    /// <summary>JSON numbers are exact below this in every language.</summary>
    public const long MaxNumber = 1L << 53;

    private const int SliceSize = 500;
    private const int ReportEvery = 200 * SliceSize;

    /// <param name="db">A database whose schema is up to date.</param>
    /// <param name="path">The archive.</param>
    /// <param name="replace">Whether what is in the database may go.</param>
    /// <param name="report">Told how far it is.</param>
    /// <param name="cancellationToken">Gives it up; the database is as it was.</param>
    /// <exception cref="ArchiveException">The file cannot be restored.</exception>
    /// <exception cref="RestoreRefusedException">The database may not be changed.</exception>
    public async Task RestoreAsync(
        RentABotDbContext db, string path, bool replace, Action<ArchiveProgress> report, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var formats = TableFormat.Of(db);
        using var archive = await ArchiveReader.OpenAsync(file, formats, cancellationToken);

        // A relay that runs would go on from where it was, past events that are restored and were never published.
        await using var relay = await leases.TryTakeAsync(LeaseName.EventRelay, cancellationToken)
            ?? throw new RestoreRefusedException("an allocator is running on this database: stop all of them first");
        await using var transaction = await transactions.BeginAsync(db, cancellationToken);
        var present = await db.LedgerHeads.AsNoTracking().SingleAsync(cancellationToken);
        if (!replace) await RefuseFilledAsync(db, formats, cancellationToken);
        var lastId = await LastResourceIdAsync(db, cancellationToken);
        foreach (var format in formats.Reverse()) await format.DeleteAsync(db, cancellationToken);
        foreach (var table in archive.Manifest.Tables) await InsertAsync(db, archive, table, report, cancellationToken);
        await MoveAheadAsync(db, present, cancellationToken);
        await IdentityColumns.MoveAheadAsync(db, formats, Math.Max(lastId, await LastResourceIdAsync(db, cancellationToken)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static bool IsSingleRow(TableFormat format) =>
        format.Entity.ClrType == typeof(LedgerHead) || format.Entity.ClrType == typeof(RelayPosition);

    private static async Task RefuseFilledAsync(RentABotDbContext db, IReadOnlyList<TableFormat> formats, CancellationToken cancellationToken)
    {
        foreach (var format in formats.Where(format => !IsSingleRow(format)))
        {
            if (await format.AnyAsync(db, cancellationToken))
            {
                throw new RestoreRefusedException($"the database is not empty (there are {format.Name}); --replace puts the backup in its place");
            }
        }
    }

    private static async Task InsertAsync(
        RentABotDbContext db, ArchiveReader archive, ArchivedTable table, Action<ArchiveProgress> report, CancellationToken cancellationToken)
    {
        var rows = 0L;
        await foreach (var row in archive.ReadAsync(table, cancellationToken))
        {
            db.Add(row);
            if (++rows % SliceSize != 0) continue;
            await SaveAsync(db, cancellationToken);
            if (rows % ReportEvery == 0) report(new ArchiveProgress("restored", table.Name, rows, Complete: false));
        }

        await SaveAsync(db, cancellationToken);
        report(new ArchiveProgress("restored", table.Name, rows, Complete: true));
    }

    private static async Task SaveAsync(RentABotDbContext db, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Numbers go past any that either side ever gave, and the clock does not go back. The relay begins where the backup's
    /// was: it skips what is missing and repeats what was published since.
    /// </summary>
    private static async Task MoveAheadAsync(RentABotDbContext db, LedgerHead present, CancellationToken cancellationToken)
    {
        var head = await db.LedgerHeads.SingleOrDefaultAsync(cancellationToken) ?? throw new ArchiveException("it has no ledger_head");
        if (!await db.RelayPositions.AnyAsync(cancellationToken)) throw new ArchiveException("it has no relay_position");
        var lastEvent = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
        var lastToken = await db.Locks.MaxAsync(l => (long?)l.FencingToken, cancellationToken) ?? 0;
        head.Sequence = Ahead("event sequence", head.Sequence, present.Sequence, lastEvent);
        head.FencingToken = Ahead("fencing token", head.FencingToken, present.FencingToken, lastToken);
        head.Version = Ahead("ledger version", head.Version, present.Version);
        if (present.OccurredAt > head.OccurredAt) head.OccurredAt = present.OccurredAt;
        await SaveAsync(db, cancellationToken);
    }

    private static long Ahead(string what, params ReadOnlySpan<long> given)
    {
        var last = 0L;
        foreach (var number in given) last = Math.Max(last, number);
        return last < MaxNumber - Jump
            ? last + Jump
            : throw new RestoreRefusedException($"the {what} is {last}: another {Jump} would pass {MaxNumber}, which clients cannot read exactly");
    }

    /// <summary>Of resources that are gone, too: what is told of one must not be taken for another's.</summary>
    private static async Task<long> LastResourceIdAsync(RentABotDbContext db, CancellationToken cancellationToken)
    {
        long?[] last =
        [
            await db.Resources.MaxAsync(r => (long?)r.Id, cancellationToken),
            await db.Locks.MaxAsync(l => (long?)l.ResourceId, cancellationToken),
            await db.Events.MaxAsync(e => e.ResourceId, cancellationToken),
        ];
        return last.Max() ?? 0;
    }
}

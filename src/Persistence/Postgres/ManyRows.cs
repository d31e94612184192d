using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Events;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Resources;

namespace RentABot.Persistence.Postgres;

/// <summary>What commands leave most of, and is saved by a statement a kind where there is enough of it.</summary>
internal sealed class ManyRows(IModel model)
{
    /// <summary>Fewer rows are not worth a round trip of their own.</summary>
    private const int Many = 16;

    /// <summary>In the order in which they are saved: a lock that begins may follow one of the same resource that ends.</summary>
    private readonly RowsAtOnce[] _kinds =
    [
        RowsAtOnce.Changed(
            model.FindEntityType(typeof(ResourceLock))!,
            nameof(ResourceLock.ExpiresAt),
            nameof(ResourceLock.WarningAt),
            nameof(ResourceLock.Warned),
            nameof(ResourceLock.EndedAt),
            nameof(ResourceLock.EndReason)),
        RowsAtOnce.Added(model.FindEntityType(typeof(ResourceLock))!),
        RowsAtOnce.Changed(
            model.FindEntityType(typeof(Resource))!, nameof(Resource.LastUsedAt), nameof(Resource.Revision), nameof(Resource.UpdatedAt)),
        RowsAtOnce.Added(model.FindEntityType(typeof(EventRow))!),
        RowsAtOnce.Added(model.FindEntityType(typeof(CommandMark))!),
    ];

    /// <summary>Made once for a model. A process may have several of them, which do not know each other's types.</summary>
    public static ManyRows Of(IModel model) =>
        model.GetOrAddRuntimeAnnotationValue(nameof(ManyRows), static known => new ManyRows(known!), model);

    /// <summary>Saves them in the open transaction, in one round trip, and tells how many. They count as unchanged then.</summary>
    public async Task<int> SaveAsync(DbContext db, CancellationToken cancellationToken)
    {
        var rows = db.ChangeTracker.Entries()
            .Select(entry => (Entry: entry, Kind: Array.FindIndex(_kinds, kind => kind.Include(entry))))
            .Where(row => row.Kind >= 0)
            .ToLookup(row => row.Kind, row => row.Entry);
        var count = rows.Sum(kind => kind.Count());
        if (count < Many) return 0;

        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        foreach (var kind in rows.OrderBy(kind => kind.Key)) batch.BatchCommands.Add(_kinds[kind.Key].CommandFor([.. kind]));
        var saved = await batch.ExecuteNonQueryAsync(cancellationToken);
        if (saved != count) throw new DbUpdateConcurrencyException($"{saved} of {count} rows were there to be saved.");
        foreach (var entry in rows.SelectMany(kind => kind)) Accept(entry);
        return count;
    }

    /// <summary>Without its new values for original ones, what was changed would become what it was.</summary>
    private static void Accept(EntityEntry entry)
    {
        if (entry.State == EntityState.Modified) entry.OriginalValues.SetValues(entry.CurrentValues);
        entry.State = EntityState.Unchanged;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Events;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Resources;

namespace RentABot.Persistence.Saving;

/// <summary>
/// What commands leave most of, and is saved by the database's own means where there is enough of it: Entity Framework
/// Core writes a statement for each row, which costs it, the driver and the database several times as much.
/// </summary>
/// <param name="model">Whose types they are. A process may have several models, which do not know each other's types.</param>
/// <param name="least">Fewer rows are left to Entity Framework Core.</param>
internal abstract class ManyRows(IModel model, int least)
{
    /// <summary>In the order in which they are saved: a lock that begins may follow one of the same resource that ends.</summary>
    protected IReadOnlyList<RowKind> Kinds { get; } =
    [
        RowKind.Changed(
            model.FindEntityType(typeof(ResourceLock))!,
            nameof(ResourceLock.ExpiresAt),
            nameof(ResourceLock.WarningAt),
            nameof(ResourceLock.Warned),
            nameof(ResourceLock.EndedAt),
            nameof(ResourceLock.EndReason)),
        RowKind.Added(model.FindEntityType(typeof(ResourceLock))!),
        RowKind.Changed(
            model.FindEntityType(typeof(Resource))!, nameof(Resource.LastUsedAt), nameof(Resource.Revision), nameof(Resource.UpdatedAt)),
        RowKind.Added(model.FindEntityType(typeof(EventRow))!),
        RowKind.Added(model.FindEntityType(typeof(CommandMark))!),
    ];

    /// <summary>Saves them in the open transaction, and tells how many. They count as unchanged then.</summary>
    public async Task<int> SaveAsync(DbContext db, CancellationToken cancellationToken)
    {
        var rows = db.ChangeTracker.Entries().ToLookup(entry => Kinds.FirstOrDefault(kind => kind.Include(entry)));
        var kinds = Kinds.Where(rows.Contains).Select(kind => (Kind: kind, Rows: rows[kind].ToList())).ToList();
        var count = kinds.Sum(kind => kind.Rows.Count);
        if (count < least) return 0;

        var saved = await WriteAsync(db, kinds, cancellationToken);
        if (saved != count) throw new DbUpdateConcurrencyException($"{saved} of {count} rows were there to be saved.");
        foreach (var (kind, saving) in kinds) saving.ForEach(kind.Accept);
        return count;
    }

    /// <summary>Writes the rows kind by kind and tells how many were written.</summary>
    protected abstract Task<int> WriteAsync(
        DbContext db, IReadOnlyList<(RowKind Kind, List<EntityEntry> Rows)> kinds, CancellationToken cancellationToken);
}

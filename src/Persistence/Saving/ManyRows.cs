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
internal abstract class ManyRows
{
    private readonly int _least;
    private readonly IReadOnlyList<(RowKind Kind, string Statement)> _kinds;

    /// <param name="model">Whose types they are. A process may have several models, which do not know each other's types.</param>
    /// <param name="least">Fewer rows are left to Entity Framework Core.</param>
    /// <param name="statementFor">The database's statement for a kind.</param>
    protected ManyRows(IModel model, int least, Func<RowKind, string> statementFor)
    {
        _least = least;
        _kinds = [.. KindsOf(model).Select(kind => (kind, statementFor(kind)))];
    }

    /// <summary>Saves them in the open transaction, and tells how many. They count as unchanged then.</summary>
    public async Task<int> SaveAsync(DbContext db, CancellationToken cancellationToken)
    {
        var rows = db.ChangeTracker.Entries().ToLookup(entry => _kinds.FirstOrDefault(known => known.Kind.Include(entry)).Kind);
        var saving = _kinds.Where(known => rows.Contains(known.Kind))
            .Select(known => new RowsOfKind(known.Kind, known.Statement, [.. rows[known.Kind]]))
            .ToList();
        var count = saving.Sum(kind => kind.Rows.Count);
        if (count < _least) return 0;

        var saved = await WriteAsync(db, saving, cancellationToken);
        if (saved != count) throw new DbUpdateConcurrencyException($"{saved} of {count} rows were there to be saved.");
        foreach (var (kind, _, accepted) in saving) accepted.ForEach(kind.Accept);
        return count;
    }

    /// <summary>Writes the rows kind by kind and tells how many were written.</summary>
    protected abstract Task<int> WriteAsync(DbContext db, IReadOnlyList<RowsOfKind> saving, CancellationToken cancellationToken);

    /// <summary>In the order in which they are saved: a lock that begins may follow one of the same resource that ends.</summary>
    private static IEnumerable<RowKind> KindsOf(IModel model) =>
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
        RowKind.Changed(
            model.FindEntityType(typeof(LedgerHead))!,
            nameof(LedgerHead.Sequence),
            nameof(LedgerHead.FencingToken),
            nameof(LedgerHead.Version),
            nameof(LedgerHead.OccurredAt)),
    ];

    /// <summary>Rows of a kind, and the statement that saves such.</summary>
    protected sealed record RowsOfKind(RowKind Kind, string Statement, List<EntityEntry> Rows);
}

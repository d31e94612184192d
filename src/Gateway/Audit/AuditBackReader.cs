using Microsoft.EntityFrameworkCore;
using RentABot.Persistence;

namespace RentABot.Gateway.Audit;

/// <summary>Reads the audit trail backwards: what <see cref="AuditReader"/> reads, the newest first.</summary>
internal static class AuditBackReader
{
    /// <summary>The newest rows in the order in which they were written, and the position of whoever has read them.</summary>
    public static async Task<(IReadOnlyList<AuditRow> Rows, AuditPosition Next)> ReadLastAuditAsync(
        this RentABotDbContext db, AuditFilter filter, int count, CancellationToken cancellationToken)
    {
        var end = await db.ReadAuditEndAsync(cancellationToken);
        var (rows, _) = await db.ReadAuditBackAsync(filter, end, count, cancellationToken);
        return ([.. rows.Reverse()], end);
    }

    /// <param name="db">Where the trail is.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="upTo">Where to begin: the last event and the last refused attempt that may be read; null: at the end.</param>
    /// <param name="limit">How many rows at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rows, and where to go on; null: there are no older ones.</returns>
    public static async Task<(IReadOnlyList<AuditRow> Rows, AuditPosition? Older)> ReadAuditBackAsync(
        this RentABotDbContext db, AuditFilter filter, AuditPosition? upTo, int limit, CancellationToken cancellationToken)
    {
        var position = upTo ?? await db.ReadAuditEndAsync(cancellationToken);

        // One more than is given tells whether there is more.
        var events = filter.Success == false ? [] : await filter.Of(db.Events.AsNoTracking())
            .Where(e => e.Sequence <= position.Sequence)
            .OrderByDescending(e => e.Sequence).Take(limit + 1).ToListAsync(cancellationToken);
        var refusals = filter.Success == true ? [] : await filter.Of(db.RefusedAttempts.AsNoTracking())
            .Where(r => r.Id <= position.RefusalId)
            .OrderByDescending(r => r.Id).Take(limit + 1).ToListAsync(cancellationToken);

        var names = await db.NamesOfAsync(refusals, cancellationToken);
        var rows = new List<AuditRow>();
        for (int e = 0, r = 0; e < events.Count || r < refusals.Count;)
        {
            if (rows.Count == limit) return (rows, position);
            if (e == events.Count || (r < refusals.Count && refusals[r].Sequence >= events[e].Sequence))
            {
                rows.Add(AuditRow.Of(refusals[r], position with { RefusalId = refusals[r].Id }, names));
                position = position with { RefusalId = refusals[r++].Id - 1 };
            }
            else
            {
                rows.Add(AuditRow.Of(events[e], position with { Sequence = events[e].Sequence }));
                position = position with { Sequence = events[e++].Sequence - 1 };
            }
        }

        return (rows, null);
    }
}

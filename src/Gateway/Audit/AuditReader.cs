using Microsoft.EntityFrameworkCore;
using RentABot.Persistence;
using RentABot.Persistence.Audit;

namespace RentABot.Gateway.Audit;

/// <summary>Reads the audit trail: events and refused attempts, merged in the order in which they were written.</summary>
internal static class AuditReader
{
    /// <returns>The rows, at most <paramref name="limit"/>, and the position of whoever has read them.</returns>
    public static async Task<(IReadOnlyList<AuditRow> Rows, AuditPosition Next)> ReadAuditAsync(
        this RentABotDbContext db, AuditFilter filter, AuditPosition after, int limit, CancellationToken cancellationToken)
    {
        // Up to what was there at one instant: what is written between the two reads must not come before its time.
        var end = await db.ReadAuditEndAsync(cancellationToken);
        var events = filter.Success == false ? [] : await filter.Of(db.Events.AsNoTracking())
            .Where(e => e.Sequence > after.Sequence && e.Sequence <= end.Sequence)
            .OrderBy(e => e.Sequence).Take(limit).ToListAsync(cancellationToken);
        var refusals = filter.Success == true ? [] : await filter.Of(db.RefusedAttempts.AsNoTracking())
            .Where(r => r.Id > after.RefusalId && r.Id <= end.RefusalId)
            .OrderBy(r => r.Id).Take(limit).ToListAsync(cancellationToken);

        var names = await db.NamesOfAsync(refusals, cancellationToken);
        var rows = new List<AuditRow>();
        var position = after;
        for (int e = 0, r = 0; rows.Count < limit && (e < events.Count || r < refusals.Count);)
        {
            if (r == refusals.Count || (e < events.Count && events[e].Sequence <= refusals[r].Sequence))
            {
                position = position with { Sequence = events[e].Sequence };
                rows.Add(AuditRow.Of(events[e++], position));
            }
            else
            {
                position = position with { RefusalId = refusals[r].Id };
                rows.Add(AuditRow.Of(refusals[r++], position, names));
            }
        }

        // With nothing left, what the filter keeps out is passed as well.
        return (rows, rows.Count == limit ? position : new AuditPosition(
            Math.Max(after.Sequence, end.Sequence), Math.Max(after.RefusalId, end.RefusalId)));
    }

    /// <summary>What the resources are called now that attempts were about; events have the names of their time.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> NamesOfAsync(
        this RentABotDbContext db, IEnumerable<RefusedAttempt> refusals, CancellationToken cancellationToken)
    {
        var ids = refusals.Select(r => r.ResourceId).OfType<long>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Resources.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, cancellationToken);
    }

    /// <summary>The position of whoever has read everything.</summary>
    public static Task<AuditPosition> ReadAuditEndAsync(this RentABotDbContext db, CancellationToken cancellationToken) =>
        db.LedgerHeads.AsNoTracking()
            .Select(head => new AuditPosition(head.Sequence, db.RefusedAttempts.Max(r => (long?)r.Id) ?? 0))
            .SingleAsync(cancellationToken);
}

using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Persistence;

namespace RentABot.Gateway.Web.History;

/// <summary>
/// Reads what became of resources from the event log, which has an index by resource: a resource has one lock at a time,
/// so that its locks follow from where they began and ended.
/// </summary>
internal static class HistoryQuery
{
    /// <summary>Of more, the newest are read.</summary>
    public const int MostMarks = 20_000;

    private static readonly string[] Types =
    [
        nameof(LockAcquired), nameof(LockReleased), nameof(LockExpired), nameof(ResourceMarkedUnavailable), nameof(ResourceMarkedAvailable),
    ];

    /// <summary>What became of some resources since an instant.</summary>
    /// <param name="db">Where it is written.</param>
    /// <param name="resourceIds">Of which.</param>
    /// <param name="since">Nothing earlier is told.</param>
    /// <param name="before">What was read of the same resources already; null: nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ResourceHistory> ReadHistoryAsync(
        this RentABotDbContext db, IReadOnlyCollection<long> resourceIds, DateTimeOffset since, ResourceHistory? before,
        CancellationToken cancellationToken)
    {
        // First: what comes meanwhile is read the next time.
        var newest = await db.Events.AsNoTracking().MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
        var oldest = await db.Events.AsNoTracking().OrderBy(e => e.Sequence)
            .Select(e => new { e.Sequence, e.OccurredAt }).FirstOrDefaultAsync(cancellationToken);
        var events = db.Events.AsNoTracking().Where(e => e.Sequence <= newest);
        if (before is { Through: var last }) events = events.Where(e => e.Sequence > last);
        var marks = await events
            .Where(e => e.OccurredAt >= since && Types.Contains(e.Type) && resourceIds.Contains(e.ResourceId!.Value))
            .OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Sequence)
            .Take(MostMarks)
            .Select(e => new HistoryMark(
                e.ResourceId!.Value, e.Type, e.OccurredAt, e.ClientId, e.Type == nameof(ResourceMarkedUnavailable) ? e.Body : null))
            .ToListAsync(cancellationToken);
        marks.Reverse();
        HistoryMark[] all = before is null ? [.. marks] : [.. before.Marks.SkipWhile(mark => mark.At < since).Concat(marks).TakeLast(MostMarks)];

        // The first event of all is number 1, so a later one means that those before it were removed.
        DateTimeOffset? kept = all.Length == MostMarks ? all[0].At : oldest is { Sequence: > 1 } ? oldest.OccurredAt : null;
        return new ResourceHistory(all, kept, Math.Max(newest, before?.Through ?? 0));
    }
}

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
    public static async Task<ResourceHistory> ReadHistoryAsync(
        this RentABotDbContext db, IReadOnlyCollection<long> resourceIds, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var oldest = await db.Events.AsNoTracking().OrderBy(e => e.Sequence)
            .Select(e => new { e.Sequence, e.OccurredAt }).FirstOrDefaultAsync(cancellationToken);
        var marks = await db.Events.AsNoTracking()
            .Where(e => e.OccurredAt >= since && Types.Contains(e.Type) && resourceIds.Contains(e.ResourceId!.Value))
            .OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Sequence)
            .Take(MostMarks)
            .Select(e => new HistoryMark(
                e.ResourceId!.Value, e.Type, e.OccurredAt, e.ClientId, e.Type == nameof(ResourceMarkedUnavailable) ? e.Body : null))
            .ToListAsync(cancellationToken);

        // The first event of all is number 1, so a later one means that those before it were removed.
        DateTimeOffset? kept = marks.Count == MostMarks ? marks[^1].At : oldest is { Sequence: > 1 } ? oldest.OccurredAt : null;
        marks.Reverse();
        return new ResourceHistory(marks.ToLookup(mark => mark.ResourceId), kept > since ? kept : null);
    }
}

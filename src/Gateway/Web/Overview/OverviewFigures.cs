using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Gateway.Clock;
using RentABot.Gateway.Reservations;
using RentABot.Persistence;
using RentABot.Persistence.Locks;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Gateway.Web.Overview;

/// <summary>What the overview tells, read once for each version of the ledger, for all who look.</summary>
internal sealed class OverviewFigures(IServiceScopeFactory scopes, DatabaseTime clock, TimeProvider time)
{
    /// <summary>A lab has hundreds; what is beyond these is not looked at.</summary>
    private const int MostResources = 10_000;
    private const int MostPools = 10;
    private const int MostEnding = 8;
    private const int MostQueued = 6;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The look back reads every lock of a day: not for each change.</summary>
    private static readonly TimeSpan LookBackKept = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Kept? _kept;
    private LookBack? _lookBack;

    public Task<OverviewModel> ReadAsync(long version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_kept is null || _kept.Version < version || _kept.Model.IsFaulted) _kept = new Kept(version, QueryAsync());
            return _kept.Model.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Of the tags that some but not all resources carry, those that most do.</summary>
    internal static IReadOnlyList<Pool> PoolsOf(IReadOnlyCollection<(IReadOnlyList<string> Tags, ResourceStatus Status)> resources) =>
        [.. resources
            .SelectMany(resource => resource.Tags, (resource, tag) => (Tag: tag, resource.Status))
            .GroupBy(row => row.Tag, row => row.Status, StringComparer.Ordinal)
            .Select(group => new Pool(group.Key, StatusCounts.Of(group)))
            .Where(pool => pool.Resources.Total > 1 && pool.Resources.Total < resources.Count)
            .OrderByDescending(pool => pool.Resources.Total).ThenBy(pool => pool.Tag, StringComparer.Ordinal)
            .Take(MostPools)];

    private async Task<OverviewModel> QueryAsync()
    {
        // Off the gate.
        await Task.Yield();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RentABotDbContext>();
        var standings = scope.ServiceProvider.GetRequiredService<ReservationStandings>();
        var resources = await ReadResourcesAsync(db);
        var counts = StatusCounts.Of(resources.Select(resource => resource.Status));
        var pending = db.Reservations.AsNoTracking().Where(r => r.Status == nameof(ReservationStatus.Pending));
        var head = await pending.OrderBy(r => r.Rank).ThenBy(r => r.Arrival).Take(MostQueued).ToListAsync();
        var ending = await db.Locks.AsNoTracking().Where(l => l.EndedAt == null).OrderBy(l => l.ExpiresAt).Take(MostEnding).ToListAsync();
        var now = await clock.NowAsync(CancellationToken.None);
        return new OverviewModel
        {
            Resources = counts,
            LockedShare = await LockedShareAsync(db, counts.Total, now),
            Pools = PoolsOf(resources),
            Ending = ending.ConvertAll(row => row.ToState()),
            Waiting = await pending.CountAsync(),
            WaitingSince = await pending.MinAsync(r => (DateTimeOffset?)r.CreatedAt),
            Queue = head.Count == 0 ? [] : Lines(head, await standings.RespondAsync(head, CancellationToken.None)),
            Now = now,
        };
    }

    private static async Task<List<(IReadOnlyList<string> Tags, ResourceStatus Status)>> ReadResourcesAsync(RentABotDbContext db)
    {
        var rows = await db.ResourceSnapshots().AsNoTracking().OrderBy(s => s.Resource.Id).Take(MostResources)
            .Select(s => new
            {
                s.Resource.Tags,
                Status = s.Lock != null ? ResourceStatus.Locked
                    : s.Resource.Unavailable ? ResourceStatus.Unavailable
                    : s.Hold != null ? ResourceStatus.Held
                    : ResourceStatus.Available,
            }).ToListAsync();
        return rows.ConvertAll(row => ((IReadOnlyList<string>)row.Tags, row.Status));
    }

    private static List<QueueLine> Lines(List<Reservation> rows, IReadOnlyList<ReservationReadResponse> read) =>
        [.. rows.Zip(read, (row, standing) => new QueueLine
        {
            Id = row.CorrelationId,
            Client = row.ClientId,
            Priority = row.Priority,
            Wish = row.Expression ?? row.Name ?? string.Join(", ", row.Tags),
            Quantity = row.Quantity,
            Gathered = standing.WaitingFor?.Gathered ?? 0,
            Since = row.CreatedAt,
            EstimatedStart = standing.EstimatedStartAt,
        })];

    private async Task<double> LockedShareAsync(RentABotDbContext db, int resources, DateTimeOffset now)
    {
        if (resources == 0) return 0;
        var last = _lookBack;
        if (last is null || time.GetElapsedTime(last.Timestamp) > LookBackKept)
        {
            var seconds = await db.ReadLockedSecondsAsync(now - Day, now, CancellationToken.None);
            _lookBack = last = new LookBack(seconds, time.GetTimestamp());
        }

        return Math.Min(1, last.LockedSeconds / (resources * Day.TotalSeconds));
    }

    private sealed record Kept(long Version, Task<OverviewModel> Model);

    private sealed record LookBack(double LockedSeconds, long Timestamp);
}

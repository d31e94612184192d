using Microsoft.EntityFrameworkCore;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Persistence.Reservations;

/// <summary>Where pending reservations stand among those that compete with them for some resource.</summary>
public static class QueuePositions
{
    /// <summary>Positions from 1 of those of <paramref name="ids"/> that are pending.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> QueuePositionsAsync(
        this RentABotDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var queue = await db.Reservations.AsNoTracking()
            .Where(r => r.Status == nameof(ReservationStatus.Pending))
            .OrderBy(r => r.Rank).ThenBy(r => r.Arrival)
            .Select(r => new { r.CorrelationId, r.ResourceId, r.Name, r.Tags, r.Expression })
            .ToListAsync(cancellationToken);
        if (!queue.Any(r => ids.Contains(r.CorrelationId))) return new Dictionary<Guid, int>();

        var resources = await db.Resources.AsNoTracking().Select(r => new { r.Id, r.Name, r.Tags }).ToListAsync(cancellationToken);
        var matches = new Dictionary<string, HashSet<long>>(StringComparer.Ordinal);
        var selectors = queue.ConvertAll(r =>
        {
            var selector = Selector.Of(r.ResourceId, r.Name, r.Tags, r.Expression);
            var key = selector.Key;
            if (!matches.ContainsKey(key))
            {
                matches[key] = resources.Where(x => selector.Matches(x.Id, x.Name, x.Tags)).Select(x => x.Id).ToHashSet();
            }

            return key;
        });

        var waitingBySelector = new Dictionary<string, int>(StringComparer.Ordinal);
        var competes = new Dictionary<(string, string), bool>();
        var positions = new Dictionary<Guid, int>();
        for (var i = 0; i < queue.Count; i++)
        {
            var own = selectors[i];
            waitingBySelector[own] = waitingBySelector.GetValueOrDefault(own) + 1;
            if (!ids.Contains(queue[i].CorrelationId)) continue;
            positions[queue[i].CorrelationId] = waitingBySelector.Where(pair => Compete(own, pair.Key)).Sum(pair => pair.Value);
        }

        return positions;

        bool Compete(string one, string other)
        {
            if (string.Equals(one, other, StringComparison.Ordinal)) return true;
            if (!competes.TryGetValue((one, other), out var answer))
            {
                competes[(one, other)] = answer = matches[one].Overlaps(matches[other]);
            }

            return answer;
        }
    }
}

using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using RentABot.Persistence;

namespace RentABot.Gateway.Web.Queue;

internal static class ResourceNames
{
    /// <summary>The names of those that are registered, by id.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> ReadNamesAsync(
        this RentABotDbContext db, IReadOnlySet<long> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? FrozenDictionary<long, string>.Empty
        : await db.Resources.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, cancellationToken);
}

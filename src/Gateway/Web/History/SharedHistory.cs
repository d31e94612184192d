using Microsoft.Extensions.Caching.Memory;
using RentABot.Persistence;

namespace RentABot.Gateway.Web.History;

/// <summary>
/// What became of resources, read once for each version of the ledger for all who look at the same ones. What is past stays
/// as it is: of a new version only what has happened since the last one is read.
/// </summary>
internal sealed class SharedHistory(IServiceScopeFactory scopes) : IDisposable
{
    /// <summary>Each has up to <see cref="HistoryQuery.MostMarks"/> marks.</summary>
    private const int MostKept = 8;
    private static readonly TimeSpan LongestKept = TimeSpan.FromMinutes(2);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly Lock _gate = new();

    /// <summary>What became of resources up to this version of the ledger, or a newer one.</summary>
    /// <param name="version">The ledger's.</param>
    /// <param name="subject">Names the resources and the length of time; the next question by the same name is about a later time.</param>
    /// <param name="resourceIds">Which resources those are now.</param>
    /// <param name="since">Nothing earlier needs to be told.</param>
    /// <param name="cancellationToken">Gives up; who else waits does not.</param>
    public Task<ResourceHistory> ReadAsync(
        long version, string subject, IReadOnlyCollection<long> resourceIds, DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var last = _kept.Get<Kept>(subject);
            if (last is null || last.Version < version || last.History.IsFaulted)
            {
                var ids = resourceIds.ToHashSet();
                var before = last is not null && last.ResourceIds.SetEquals(ids) ? last.History : null;
                last = new Kept(version, ids, QueryAsync(before, ids, since));
                _kept.Set(subject, last, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = LongestKept });
            }

            return last.History.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _kept.Dispose();

    private async Task<ResourceHistory> QueryAsync(Task<ResourceHistory>? before, HashSet<long> ids, DateTimeOffset since)
    {
        // Off the gate; what failed before is read again from the beginning.
        await ((Task?)before ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var known = before is { IsCompletedSuccessfully: true } ? await before : null;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RentABotDbContext>().ReadHistoryAsync(ids, since, known, CancellationToken.None);
    }

    private sealed record Kept(long Version, HashSet<long> ResourceIds, Task<ResourceHistory> History);
}

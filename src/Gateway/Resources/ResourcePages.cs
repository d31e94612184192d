using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Gateway.Resources;

/// <summary>Pages of resources, read once for each version of the ledger; the newest is kept for a while for who asks the same.</summary>
internal sealed class ResourcePages(IServiceScopeFactory scopes) : IDisposable
{
    private const int MostResources = 10_000;

    /// <summary>What an address takes, as if it were so many resources.</summary>
    private const int Overhead = 10;
    private static readonly TimeSpan LongestKept = TimeSpan.FromSeconds(10);

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostResources });
    private readonly Lock _gate = new();

    /// <summary>A page that is at least as new as this version of the ledger.</summary>
    public Task<ResourcePage> ReadAsync(long version, string address, ResourceListQuery query, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_pages.TryGetValue(address, out Kept? kept) || kept!.Version < version || kept.Page.IsFaulted)
            {
                kept = new Kept(version, QueryAsync(query));
                _pages.Set(address, kept, new MemoryCacheEntryOptions
                {
                    Size = query.Paging.Limit + Overhead,
                    AbsoluteExpirationRelativeToNow = LongestKept,
                });
            }

            return kept.Page.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _pages.Dispose();

    private async Task<ResourcePage> QueryAsync(ResourceListQuery query)
    {
        // Off the gate.
        await Task.Yield();
        await using var scope = scopes.CreateAsyncScope();
        var matching = query.Filter(scope.ServiceProvider.GetRequiredService<RentABotDbContext>().ResourceSnapshots().AsNoTracking());
        var total = await matching.CountAsync();
        var page = await query.Sort(matching).Skip(query.Paging.Skip).Take(query.Paging.Limit).ToListAsync();
        return new ResourcePage(page.ConvertAll(snapshot => snapshot.ToState()), total);
    }

    private sealed record Kept(long Version, Task<ResourcePage> Page);
}

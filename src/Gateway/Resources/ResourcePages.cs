using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using RentABot.Persistence;
using RentABot.Persistence.Resources;

namespace RentABot.Gateway.Resources;

/// <summary>Pages of resources, read once for each version of the ledger, and kept for a while for who asks the same.</summary>
internal sealed class ResourcePages(IServiceScopeFactory scopes) : IDisposable
{
    private const int MostResources = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostResources });
    private readonly Lock _gate = new();

    /// <summary>A page that is at least as new as this version of the ledger.</summary>
    public Task<ResourcePage> ReadAsync(long version, string address, ResourceListQuery query, CancellationToken cancellationToken)
    {
        var key = (version, address);
        lock (_gate)
        {
            if (_pages.TryGetValue(key, out Task<ResourcePage>? page) && !page!.IsFaulted) return page.WaitAsync(cancellationToken);
            var reading = QueryAsync(query);
            _pages.Set(key, reading, new MemoryCacheEntryOptions { Size = query.Paging.Limit, AbsoluteExpirationRelativeToNow = Kept });
            return reading.WaitAsync(cancellationToken);
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
}

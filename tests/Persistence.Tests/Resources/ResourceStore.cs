using Microsoft.EntityFrameworkCore.Diagnostics;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Tests.Databases;

namespace RentABot.Persistence.Tests.Resources;

/// <summary>Our tables on a fresh database, with some resources.</summary>
internal sealed class ResourceStore : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private int _compiledQueries;

    private ResourceStore(TestDatabase database)
    {
        _database = database;
        Db = database.CreateContext(options => options.LogTo(
            (id, _) => id == CoreEventId.QueryCompilationStarting, _ => Interlocked.Increment(ref _compiledQueries)));
    }

    public RentABotDbContext Db { get; }

    /// <summary>How many queries could not be answered by one that was compiled before.</summary>
    public int CompiledQueries => _compiledQueries;

    public static async Task<ResourceStore> StartAsync(DatabaseKind kind, IEnumerable<string[]> tagSets)
    {
        var store = new ResourceStore(await TestDatabase.CreateAsync(kind));
        await store.Db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        store.Db.Resources.AddRange(tagSets.Select((tags, i) => new Resource { Id = i + 1, Name = $"r{i + 1}", Tags = [.. tags] }));
        await store.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await _database.DisposeAsync();
    }
}

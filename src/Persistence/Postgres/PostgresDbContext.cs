using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Commands;
using RentABot.Persistence.Events;
using RentABot.Persistence.Resources;

namespace RentABot.Persistence.Postgres;

/// <summary>The tables as PostgreSQL has them.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : RentABotDbContext(options)
{
    /// <summary>Fewer rows are not worth a round trip of their own.</summary>
    private const int Many = 16;

    /// <summary>Events and marks are never changed, and every command leaves some: of many, they are half of what is saved.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        var added = ChangeTracker.Look(() =>
            ChangeTracker.Entries().Where(entry => entry is { State: EntityState.Added, Entity: EventRow or CommandMark }).ToList());
        if (added.Count < Many) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await RowsAtOnce.InsertAsync(this, added, cancellationToken);
        return added.Count + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Names sort bytewise on every database.
        modelBuilder.Entity<Resource>().Property(r => r.Name).UseCollation("C");
        modelBuilder.Entity<Resource>().HasIndex(r => r.Tags).HasMethod("gin");
        modelBuilder.Entity<EventRow>().Property(e => e.Body).HasColumnType("jsonb");
    }
}

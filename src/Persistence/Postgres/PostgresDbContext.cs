using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Events;
using RentABot.Persistence.Resources;

namespace RentABot.Persistence.Postgres;

/// <summary>The tables as PostgreSQL has them.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : RentABotDbContext(options)
{
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        ChangeTracker.DetectChanges();
        using var noted = ChangeTracker.LookAsNoted();
        var saved = await ManyRows.Of(Model).SaveAsync(this, cancellationToken);
        return saved + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
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

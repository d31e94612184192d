using Microsoft.EntityFrameworkCore;
using RentABot.Persistence.Events;
using RentABot.Persistence.Resources;
using RentABot.Persistence.Saving;

namespace RentABot.Persistence.Postgres;

/// <summary>The tables as PostgreSQL has them.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : RentABotDbContext(options)
{
    private protected override ManyRows CreateManyRows() => new PostgresManyRows(Model);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Names sort bytewise on every database.
        modelBuilder.Entity<Resource>().Property(r => r.Name).UseCollation("C");
        modelBuilder.Entity<Resource>().HasIndex(r => r.Tags).HasMethod("gin");
        modelBuilder.Entity<EventRow>().Property(e => e.Body).HasColumnType("jsonb");
    }
}

using Microsoft.EntityFrameworkCore;

namespace RentABot.Persistence.Tests.Sagas;

internal sealed class TallyDbContext(DbContextOptions<TallyDbContext> options) : DbContext(options)
{
    public DbSet<Tally> Tallies => Set<Tally>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var tally = modelBuilder.Entity<Tally>();
        tally.ToTable("Team \"Tallies\"");
        tally.HasKey(t => t.CorrelationId);
        tally.Property(t => t.CorrelationId).HasColumnName("Id").ValueGeneratedNever();
    }
}

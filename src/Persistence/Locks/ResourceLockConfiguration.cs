using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RentABot.Rules;

namespace RentABot.Persistence.Locks;

internal sealed class ResourceLockConfiguration : IEntityTypeConfiguration<ResourceLock>
{
    private const string Running = "ended_at IS NULL";

    public void Configure(EntityTypeBuilder<ResourceLock> builder)
    {
        builder.ToTable("locks");
        builder.HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.ResourceName).HasMaxLength(Limits.MaxNameLength);
        builder.Property(l => l.ClientId).HasMaxLength(Limits.MaxClientIdLength);
        builder.Property(l => l.Actor).HasMaxLength(Limits.MaxActorLength);
        builder.Property(l => l.TokenKey).HasMaxLength(16);
        builder.Property(l => l.EndReason).HasConversion<string>().HasMaxLength(16);

        // The promise of the whole service: at most one running lock a resource.
        builder.HasIndex(l => l.ResourceId, "ux_locks_running_resource").IsUnique().HasFilter(Running);
        builder.HasIndex(l => l.FencingToken).IsUnique();
        builder.HasIndex(l => l.ExpiresAt).HasFilter(Running);
        builder.HasIndex(l => l.WarningAt).HasFilter($"{Running} AND NOT warned");
        builder.HasIndex(l => l.Actor).HasFilter(Running);
        builder.HasIndex(l => l.EndedAt).HasFilter("ended_at IS NOT NULL");
        builder.HasIndex(l => l.ReservationId).HasFilter("reservation_id IS NOT NULL");
    }
}

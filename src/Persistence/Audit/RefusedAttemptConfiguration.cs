using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RentABot.Persistence.Audit;

internal sealed class RefusedAttemptConfiguration : IEntityTypeConfiguration<RefusedAttempt>
{
    public void Configure(EntityTypeBuilder<RefusedAttempt> builder)
    {
        builder.ToTable("refused_attempts");
        builder.Property(r => r.Type).HasMaxLength(40);
        builder.HasIndex(r => r.OccurredAt);
        builder.HasIndex(r => new { r.ResourceId, r.Id });
        builder.HasIndex(r => new { r.ReservationId, r.Id });
        builder.HasIndex(r => new { r.Actor, r.Id });
    }
}

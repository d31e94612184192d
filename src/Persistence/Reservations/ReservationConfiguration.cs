using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Persistence.Reservations;

internal sealed class ReservationConfiguration : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> builder)
    {
        const string pending = $"status = '{nameof(ReservationStatus.Pending)}'";
        const string fulfilled = $"status = '{nameof(ReservationStatus.Fulfilled)}'";

        builder.ToTable("reservations");
        builder.HasKey(r => r.CorrelationId);
        builder.Property(r => r.CorrelationId).HasColumnName("id").ValueGeneratedNever();
        builder.Property(r => r.Status).HasMaxLength(16);
        builder.Property(r => r.Name).HasMaxLength(Limits.MaxNameLength);
        builder.Property(r => r.ClientId).HasMaxLength(Limits.MaxClientIdLength);
        builder.Property(r => r.Actor).HasMaxLength(Limits.MaxActorLength);
        builder.PrimitiveCollection(r => r.Tags).Metadata.SetValueComparer(new ListComparer<string>());
        builder.PrimitiveCollection(r => r.ResourceIds).Metadata.SetValueComparer(new ListComparer<long>());
        builder.Ignore(r => r.Selector);
        builder.Ignore(r => r.LeastMaxLockDuration);
        builder.HasIndex(r => new { r.Rank, r.Arrival }).HasFilter(pending);
        builder.HasIndex(r => r.ExpiresAt).HasFilter(pending);
        builder.HasIndex(r => r.ClaimExpiresAt).HasFilter(fulfilled);
        builder.HasIndex(r => r.Arrival).IsUnique();
        builder.HasIndex(r => r.EndedAt).HasFilter("ended_at IS NOT NULL");
        builder.HasIndex(r => new { r.ClientId, r.Arrival });
        builder.HasIndex(r => r.Actor).HasFilter($"status IN ('{nameof(ReservationStatus.Pending)}', '{nameof(ReservationStatus.Fulfilled)}')");
    }
}

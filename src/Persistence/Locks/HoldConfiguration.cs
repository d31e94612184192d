using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RentABot.Persistence.Reservations;
using RentABot.Persistence.Resources;

namespace RentABot.Persistence.Locks;

internal sealed class HoldConfiguration : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("holds");
        builder.HasKey(h => h.ResourceId);
        builder.Property(h => h.ResourceId).ValueGeneratedNever();
        builder.HasIndex(h => h.ReservationId);
        builder.HasOne<Resource>().WithOne().HasForeignKey<Hold>(h => h.ResourceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Reservation>().WithMany().HasForeignKey(h => h.ReservationId).OnDelete(DeleteBehavior.Restrict);
    }
}

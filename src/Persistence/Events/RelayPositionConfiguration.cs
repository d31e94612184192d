using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RentABot.Persistence.Events;

internal sealed class RelayPositionConfiguration : IEntityTypeConfiguration<RelayPosition>
{
    public void Configure(EntityTypeBuilder<RelayPosition> builder)
    {
        builder.ToTable("relay_position", table => table.HasCheckConstraint("ck_relay_position_only_row", $"id = {RelayPosition.TheOnlyId}"));
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasData(new RelayPosition());
    }
}

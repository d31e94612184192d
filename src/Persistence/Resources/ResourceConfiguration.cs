using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RentABot.Rules;

namespace RentABot.Persistence.Resources;

internal sealed class ResourceConfiguration : IEntityTypeConfiguration<Resource>
{
    public void Configure(EntityTypeBuilder<Resource> builder)
    {
        builder.ToTable("resources");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Name).HasMaxLength(Limits.MaxNameLength);
        builder.PrimitiveCollection(r => r.Tags).Metadata.SetValueComparer(new ListComparer<string>());
        builder.HasIndex(r => r.Name).IsUnique();
        builder.HasIndex(r => r.UnavailableFrom).HasFilter("unavailable_from IS NOT NULL");
        builder.HasIndex(r => r.UnavailableUntil).HasFilter("unavailable_until IS NOT NULL");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RentABot.Persistence.Commands;

internal sealed class CommandMarkConfiguration : IEntityTypeConfiguration<CommandMark>
{
    public void Configure(EntityTypeBuilder<CommandMark> builder)
    {
        builder.ToTable("command_marks");
        builder.HasKey(m => m.Key);
        builder.Property(m => m.Key).HasMaxLength(80);
        builder.Property(m => m.Command).HasMaxLength(64);
        builder.Property(m => m.Fingerprint).HasMaxLength(64);
        builder.HasIndex(m => m.CreatedAt);
    }
}

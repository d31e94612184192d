using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RentABot.Persistence.Events;

internal sealed class LedgerHeadConfiguration : IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerHead> builder)
    {
        builder.ToTable("ledger_head", table => table.HasCheckConstraint("ck_ledger_head_only_row", $"id = {LedgerHead.TheOnlyId}"));
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasData(new LedgerHead { OccurredAt = DateTimeOffset.UnixEpoch });
    }
}

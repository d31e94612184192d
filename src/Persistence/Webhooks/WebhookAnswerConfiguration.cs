using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RentABot.Persistence.Webhooks;

internal sealed class WebhookAnswerConfiguration : IEntityTypeConfiguration<WebhookAnswer>
{
    public void Configure(EntityTypeBuilder<WebhookAnswer> builder)
    {
        builder.ToTable("webhook_answers");
        builder.HasKey(a => a.Key);
        builder.Property(a => a.Key).HasMaxLength(80);
        builder.Property(a => a.Fingerprint).HasMaxLength(64);
        builder.HasIndex(a => a.CreatedAt);
    }
}

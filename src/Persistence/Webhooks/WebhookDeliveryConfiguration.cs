using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RentABot.Persistence.Webhooks;

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        const string pending = "status = 'Pending'";

        builder.ToTable("webhook_deliveries");
        builder.HasKey(d => new { d.WebhookId, d.Sequence });
        builder.Property(d => d.Type).HasMaxLength(40);
        builder.Property(d => d.Subject).HasMaxLength(64);
        builder.Property(d => d.Status).HasConversion<string>().HasMaxLength(16);
        builder.Property(d => d.LastError).HasMaxLength(64);
        builder.HasIndex(d => new { d.WebhookId, d.Subject, d.Sequence }).HasFilter(pending);
        builder.HasIndex(d => new { d.WebhookId, d.NextAttemptAt }).HasFilter(pending);
        builder.HasIndex(d => new { d.WebhookId, d.Status, d.Sequence });
        builder.HasIndex(d => new { d.WebhookId, d.EventId });
        builder.HasIndex(d => d.EndedAt).HasFilter("ended_at IS NOT NULL");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RentABot.Persistence.Webhooks;

internal sealed class WebhookRedeliveryConfiguration : IEntityTypeConfiguration<WebhookRedelivery>
{
    public void Configure(EntityTypeBuilder<WebhookRedelivery> builder)
    {
        builder.ToTable("webhook_redeliveries");
        builder.HasKey(r => new { r.WebhookId, r.Number });
        builder.PrimitiveCollection(r => r.EventIds);
        builder.HasOne<Webhook>().WithMany().HasForeignKey(r => r.WebhookId).OnDelete(DeleteBehavior.Cascade);
    }
}

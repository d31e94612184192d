using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RentABot.Persistence.Webhooks;

internal sealed class WebhookPositionConfiguration : IEntityTypeConfiguration<WebhookPosition>
{
    public void Configure(EntityTypeBuilder<WebhookPosition> builder)
    {
        // No foreign key to the webhook: its owner removes that, and what is left here is removed by the owner of this, in slices.
        builder.ToTable("webhook_positions");
        builder.HasKey(p => p.WebhookId);
        builder.Property(p => p.WebhookId).ValueGeneratedNever();
    }
}

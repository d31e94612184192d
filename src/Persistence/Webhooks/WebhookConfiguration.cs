using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RentABot.Rules;

namespace RentABot.Persistence.Webhooks;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks");
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Url).HasMaxLength(Limits.MaxTextLength);
        builder.PrimitiveCollection(w => w.Types).Metadata.SetValueComparer(new ListComparer<string>());
        builder.PrimitiveCollection(w => w.Tags).Metadata.SetValueComparer(new ListComparer<string>());

        // Two changes at once: the later one finds that it was made for another state.
        builder.Property(w => w.Revision).IsConcurrencyToken();
    }
}

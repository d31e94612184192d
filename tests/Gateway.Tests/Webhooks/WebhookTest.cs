using System.Text.Json;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence.Webhooks;

namespace RentABot.Gateway.Tests.Webhooks;

/// <summary>A test with a gateway that has a key for webhooks.</summary>
public abstract class WebhookTest : GatewayTest
{
    internal const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    protected override string[] Settings => ["Webhooks:Keys:0=a-key-of-a-test-0123456789-0123456789", "Webhooks:Max=3"];

    internal async Task<JsonElement> CreateAsync(string json = """{"url":"https://example.com/hook"}""") =>
        await Client.PostAsync("webhooks", json).JsonAsync(System.Net.HttpStatusCode.Created);

    internal static WebhookDelivery Delivery(Guid webhook, long sequence, WebhookDeliveryStatus status) => new()
    {
        WebhookId = webhook,
        Sequence = sequence,
        EventId = Guid.NewGuid(),
        Type = "LockAcquired",
        Subject = "resources/1",
        OccurredAt = MovableClock.Noon,
        Status = status,
        NextAttemptAt = MovableClock.Noon,
        GiveUpAt = MovableClock.Noon.AddDays(1),
        Attempts = 2,
        LastStatus = 500,
        LastError = "http_500",
        EndedAt = status == WebhookDeliveryStatus.Pending ? null : MovableClock.Noon,
    };
}

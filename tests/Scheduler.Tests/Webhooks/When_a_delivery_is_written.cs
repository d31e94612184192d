using System.Text.Json;
using RentABot.Hosting.Webhooks;
using RentABot.Scheduler.Webhooks;

namespace RentABot.Scheduler.Tests.Webhooks;

public sealed class When_a_delivery_is_written
{
    private static readonly DueDelivery Delivery = new(
        42, Guid.Parse("0198f0c2-0000-7000-8000-000000000001"), "LockAcquired", "resources/7", TestClock.Noon, 0, TestClock.Noon.AddDays(1),
        """{"eventId":"0198f0c2-0000-7000-8000-000000000001","resource":{"lockClientId":"jöb","tags":["arm"]},"lock":{"fencingToken":9,"endedAt":null}}""");

    /// <summary>The example of the Standard Webhooks specification's own libraries.</summary>
    [Fact]
    public void Should_be_signed_as_the_specification_does() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        DeliveryMessage.SignatureOf(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1_614_265_330),
            """{"test": 2432232314}""",
            [WebhookSecrets.Read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!]));

    [Fact]
    public void Should_have_a_signature_by_each_secret()
    {
        using var request = DeliveryMessage.RequestOf("http://example.com", Delivery, [Hooks.Secret, [.. Hooks.Secret.Reverse()]], TestClock.Noon);

        var signatures = request.Headers.GetValues("webhook-signature").Single().Split(' ');

        Assert.Equal(2, signatures.Distinct().Count());
        Assert.All(signatures, signature => Assert.StartsWith("v1,", signature, StringComparison.Ordinal));
        Assert.Equal(Delivery.EventId.ToString(), request.Headers.GetValues("webhook-id").Single());
        Assert.Equal(TestClock.Noon.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), request.Headers.GetValues("webhook-timestamp").Single());
    }

    [Fact]
    public void Should_be_a_CloudEvent_with_the_event_as_REST_writes_it()
    {
        using var request = DeliveryMessage.RequestOf("http://example.com", Delivery, [Hooks.Secret], TestClock.Noon);
        var sent = JsonElement.Parse(DeliveryMessage.BodyOf(Delivery));

        Assert.Equal("application/cloudevents+json", request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal("1.0", sent.GetProperty("specversion").GetString());
        Assert.Equal(Delivery.EventId.ToString(), sent.GetProperty("id").GetString());
        Assert.Equal("rent-a-bot", sent.GetProperty("source").GetString());
        Assert.Equal("rentabot.LockAcquired", sent.GetProperty("type").GetString());
        Assert.Equal("resources/7", sent.GetProperty("subject").GetString());
        Assert.Equal(TestClock.Noon, sent.GetProperty("time").GetDateTimeOffset());
        Assert.Equal("application/json", sent.GetProperty("datacontenttype").GetString());
        Assert.Equal("0000000000000000042", sent.GetProperty("sequence").GetString());
        Assert.Equal("jöb", sent.GetProperty("data").GetProperty("resource").GetProperty("lock_client_id").GetString());
        Assert.Equal(9, sent.GetProperty("data").GetProperty("lock").GetProperty("fencing_token").GetInt64());
    }
}

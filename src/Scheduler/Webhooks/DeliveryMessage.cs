using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Extensions;
using CloudNative.CloudEvents.SystemTextJson;
using StandardWebhooks;

namespace RentABot.Scheduler.Webhooks;

/// <summary>A delivery as it is sent: a CloudEvent in JSON, signed as the Standard Webhooks specification has it.</summary>
internal static class DeliveryMessage
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private static readonly Uri Source = new("rent-a-bot", UriKind.Relative);

    public static byte[] BodyOf(DueDelivery delivery)
    {
        var cloudEvent = new CloudEvent(Sequence.AllAttributes)
        {
            Id = delivery.EventId.ToString(),
            Source = Source,
            Type = $"rentabot.{delivery.Type}",
            Subject = delivery.Subject,
            Time = delivery.OccurredAt,
            DataContentType = "application/json",
            Data = SnakeCaseJson.Of(delivery.Body!),

            // The extension's values are ordered as texts.
            [Sequence.SequenceAttribute] = delivery.Sequence.ToString("D19", CultureInfo.InvariantCulture),
        };
        return new JsonEventFormatter().EncodeStructuredModeMessage(cloudEvent, out _).ToArray();
    }

    /// <param name="url">Whom it is sent to.</param>
    /// <param name="delivery">What is delivered.</param>
    /// <param name="secrets">Each signs; the receiver believes any that it knows.</param>
    /// <param name="sentAt">Receivers refuse what is old, as somebody may have kept it.</param>
    public static HttpRequestMessage RequestOf(string url, DueDelivery delivery, IReadOnlyList<byte[]> secrets, DateTimeOffset sentAt)
    {
        var body = BodyOf(delivery);
        var id = delivery.EventId.ToString();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        request.Headers.Add(IdHeader, id);
        request.Headers.Add(TimestampHeader, sentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignatureHeader, SignatureOf(id, sentAt, Encoding.UTF8.GetString(body), secrets));
        return request;
    }

    /// <summary>A signature by each secret, with spaces between them.</summary>
    public static string SignatureOf(string id, DateTimeOffset sentAt, string body, IReadOnlyList<byte[]> secrets) =>
        string.Join(' ', secrets.Select(secret => new StandardWebhook(secret).Sign(id, sentAt, body)));
}

using System.Text.Json.Serialization;

namespace RentABot.Persistence.Webhooks;

/// <summary>Where a delivery stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WebhookDeliveryStatus>))]
public enum WebhookDeliveryStatus
{
    /// <summary>To be attempted, for the first time or again.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>The receiver took it.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>Given up until somebody asks for it again.</summary>
    [JsonStringEnumMemberName("parked")]
    Parked,
}

using System.Text.Json.Serialization;

namespace RentABot.Contracts;

/// <summary>Where a reservation stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReservationStatus>))]
public enum ReservationStatus
{
    /// <summary>Waits in the queue.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Its resources are set aside until the claim window ends.</summary>
    [JsonStringEnumMemberName("fulfilled")]
    Fulfilled,

    /// <summary>Its locks run.</summary>
    [JsonStringEnumMemberName("claimed")]
    Claimed,

    /// <summary>Ended: all its locks have ended.</summary>
    [JsonStringEnumMemberName("released")]
    Released,

    /// <summary>Ended: given up by its client or by an administrator.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>Ended: it waited or stayed unclaimed for too long.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}

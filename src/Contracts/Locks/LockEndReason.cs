using System.Text.Json.Serialization;

namespace RentABot.Contracts;

/// <summary>Why a lock ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LockEndReason>))]
public enum LockEndReason
{
    /// <summary>Its holder unlocked it.</summary>
    [JsonStringEnumMemberName("released")]
    Released,

    /// <summary>It reached its expiry.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>It was forced off: by an administrator, by the removal of its resource, or because its grant was abandoned.</summary>
    [JsonStringEnumMemberName("forced")]
    Forced,
}

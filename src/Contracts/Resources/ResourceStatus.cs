using System.Text.Json.Serialization;

namespace RentABot.Contracts;

/// <summary>What a resource can be used for now.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceStatus>))]
public enum ResourceStatus
{
    /// <summary>Free: a lock would be granted.</summary>
    [JsonStringEnumMemberName("available")]
    Available,

    /// <summary>A lock runs. It may be out of service as well, see <see cref="ResourceState.Unavailable"/>.</summary>
    [JsonStringEnumMemberName("locked")]
    Locked,

    /// <summary>Set aside for a reservation that gathers, or that is fulfilled and not yet claimed.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>In maintenance: nobody gets it.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,
}

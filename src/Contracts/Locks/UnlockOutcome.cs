using System.Text.Json.Serialization;

namespace RentABot.Contracts;

/// <summary>What became of one token of a batch.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnlockOutcome>))]
public enum UnlockOutcome
{
    /// <summary>The lock ran and is ended.</summary>
    [JsonStringEnumMemberName("unlocked")]
    Unlocked,

    /// <summary>The holder had unlocked it before.</summary>
    [JsonStringEnumMemberName("already_unlocked")]
    AlreadyUnlocked,

    /// <summary>The lock had expired or was forced off.</summary>
    [JsonStringEnumMemberName("lock_lost")]
    LockLost,

    /// <summary>No lock ever had this token.</summary>
    [JsonStringEnumMemberName("unknown_token")]
    UnknownToken,
}

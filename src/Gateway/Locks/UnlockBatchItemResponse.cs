using System.Text.Json.Serialization;
using RentABot.Contracts;

namespace RentABot.Gateway.Locks;

/// <summary>What became of one token.</summary>
internal sealed record UnlockBatchItemResponse
{
    /// <summary>The resource that the token's lock is, or was, on; absent for an unknown token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ResourceId { get; init; }

    public required UnlockOutcome Result { get; init; }
}

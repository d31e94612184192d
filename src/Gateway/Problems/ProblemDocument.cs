using System.Text.Json.Serialization;

namespace RentABot.Gateway.Problems;

/// <summary>What every error looks like (RFC 9457), with the ids and counts concerned as further members.</summary>
internal sealed record ProblemDocument
{
    public const string ContentType = "application/problem+json";

    /// <summary>The code as a URN.</summary>
    public required string Type { get; init; }

    /// <summary>The code in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong here, for people.</summary>
    public required string Detail { get; init; }

    /// <summary>A stable word for programs, such as <c>already_locked</c>.</summary>
    public required string Code { get; init; }

    /// <summary>For what is well-formed but invalid: messages by field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>Ids and counts by their names.</summary>
    [JsonExtensionData]
    public IDictionary<string, object>? Figures { get; init; }
}

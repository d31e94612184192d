using System.Text.Json;
using System.Text.Json.Serialization;

namespace RentABot.Persistence.Audit;

/// <summary>An attempt that has just been refused.</summary>
public sealed record Refusal
{
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>One of <see cref="RefusalTypes"/>.</summary>
    public required string Type { get; init; }

    public required string Actor { get; init; }
    public string? Address { get; init; }
    public string? UserAgent { get; init; }
    public string? ClientId { get; init; }
    public long? ResourceId { get; init; }
    public Guid? ReservationId { get; init; }

    /// <summary>What was asked and how it was answered, as a JSON object without secrets.</summary>
    public required string Details { get; init; }

    /// <summary>Of what an object says, without what it says nothing of.</summary>
    public static string DetailsOf<T>(T said) => JsonSerializer.Serialize(said, WithoutNulls);

    /// <summary>The answers that are kept: who asked may not, or what was asked for cannot be.</summary>
    public static bool IsAnswer(int status) => status is 401 or 403 or 409 or 410 or 422;
}

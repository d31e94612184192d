using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RentABot.Cli.Api;

/// <summary>An answer as it came.</summary>
/// <param name="Status">HTTP's.</param>
/// <param name="Body">All of it.</param>
/// <param name="AskedAt">The stopwatch just before the request that it answers: what it says held later than that.</param>
internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, long AskedAt)
{
    /// <summary>What Retry-After says.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server's clock, in whole seconds, when it answered.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public Uri? Location { get; init; }

    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <exception cref="CliException">It is not what this program knows.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body.Span, type) ?? throw NotUnderstood();
        }
        catch (JsonException)
        {
            throw NotUnderstood();
        }
    }

    public static CliException NotUnderstood() => new(
        ExitCodes.Unavailable, "not_rent_a_bot",
        "The answer is not one of Rent-A-Bot – the address of the server may be wrong: give it by --server or RENTABOT_URL");
}

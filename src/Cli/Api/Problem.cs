using System.Text.Json;

namespace RentABot.Cli.Api;

/// <summary>Why the server refuses (RFC 9457).</summary>
internal sealed record Problem
{
    public string Type { get; init; } = "";
    public string Title { get; init; } = "";
    public int Status { get; init; }
    public string Detail { get; init; } = "";
    public string Code { get; init; } = "";
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>Of what can never be served: how many resources could.</summary>
    public int? Matching { get; init; }

    /// <summary>Of a lock of one resource: 1 where it is in maintenance once its present lock ends.</summary>
    public int? Unavailable { get; init; }

    /// <summary>It says nothing of what became of an earlier attempt, and may be gone at the next one.</summary>
    public bool IsPassing => Status is 429 or >= 500 || Code == "request_in_progress";

    /// <summary>Of an answer that is not 2xx. One without a problem comes from something between here and the server.</summary>
    public static Problem Of(ApiAnswer answer)
    {
        try
        {
            if (JsonSerializer.Deserialize(answer.Body.Span, ApiJson.Default.Problem) is { Code.Length: > 0 } problem) return problem with { Status = answer.Status };
        }
        catch (JsonException)
        {
            // A page of a proxy, for example.
        }

        return new Problem
        {
            Type = "about:blank",
            Title = "No answer of Rent-A-Bot",
            Status = answer.Status,
            Detail = answer.Location is { } location
                ? $"The server sends on to {location}."
                : $"The answer is {answer.Status} and not one of Rent-A-Bot.",
            Code = answer.Location is null ? "not_rent_a_bot" : "redirected",
        };
    }
}

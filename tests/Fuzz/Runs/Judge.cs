using System.Text.Json;
using RentABot.Fuzz.Requests;

namespace RentABot.Fuzz.Runs;

/// <summary>Whether an answer is one that the document allows.</summary>
internal static class Judge
{
    private const string Problem = "application/problem+json";

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    public static string? FaultOf(Attempt attempt, HttpResponseMessage response, string body, Findings findings)
    {
        var status = (int)response.StatusCode;
        if (!attempt.Operation.Statuses.Contains(status)) return $"{status} is not in the document";
        if (status == 500) return "500";
        if (status < 400 || attempt.Operation.Id == "Readiness") return null;
        if (response.Content.Headers.ContentType?.MediaType != Problem) return $"{status} comes without a problem";
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        if (problem.GetProperty("status").GetInt32() != status) return "the problem has another status";
        if (string.IsNullOrEmpty(problem.GetProperty("code").GetString())) return "the problem has no code";
        return findings.Locks.Any(held => body.Contains(held.Token, StringComparison.Ordinal)) ? "the problem tells a lock token" : null;
    }
}

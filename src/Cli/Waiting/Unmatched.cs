using RentABot.Cli.Api;
using RentABot.Cli.Commands;

namespace RentABot.Cli.Waiting;

/// <summary>
/// Nothing is what was asked for: a lock is refused with not found then, a reservation as one that can never be served, as it
/// is when there is something that is not lent for as long. One cause is told, and ends the program, in one way.
/// </summary>
internal static class Unmatched
{
    public static bool IsPossible(ProblemException refusal) => refusal is { Code: "resource_not_found" } or { Code: "never_satisfiable", Problem.Matching: 0 };

    /// <returns>The refusal that a lock gets, with what may have been meant, or the same as before.</returns>
    public static async Task<ProblemException> TellAsync(
        ProblemException refusal, ApiClient api, Wanted wanted, TimeSpan patience, CancellationToken cancellationToken)
    {
        IReadOnlyList<Resource> matching;
        try
        {
            var answer = await SendAsync(ResourceArgument.List(
                ("tags", wanted.Tags is null ? null : string.Join(',', wanted.Tags)), ("expression", wanted.Expression),
                ("name", wanted.Name), ("limit", ResourceArgument.MostPerPage)));
            matching = answer.Read(ApiJson.Default.ResourcePage).Resources;
        }
        catch (CliException)
        {
            return refusal;
        }

        if (matching.Count > 0) return TooLong(refusal, wanted, matching);
        var problem = refusal.Problem with
        {
            Status = 404, Code = "resource_not_found", Detail = $"Nothing matches {wanted with { Quantity = null }}{await NearWords.OfAsync(wanted, SendAsync)}",
        };
        return new ProblemException(problem, refusal.Code == problem.Code ? refusal.Document : default);

        Task<ApiAnswer> SendAsync(ApiCall call) => api.SendAsync(call, patience, cancellationToken);
    }

    private static ProblemException TooLong(ProblemException refusal, Wanted wanted, IReadOnlyList<Resource> matching)
    {
        var longest = TimeSpan.FromSeconds(matching.Max(resource => resource.MaxLockDuration));
        return wanted.Ttl is { } ttl && ttl > longest
            ? new ProblemException(
                refusal.Problem with
                {
                    Code = "ttl_exceeds_maximum",
                    Detail = $"--ttl {Durations.Write(ttl)} is more than {wanted with { Quantity = null }} is lent for, which is {Durations.Write(longest)} at most",
                },
                refusal.Document)
            : refusal;
    }
}

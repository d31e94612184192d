namespace RentABot.Cli.Api;

/// <summary>What to do next about a problem, and what the program ends with.</summary>
internal static class ProblemAdvice
{
    private const string Queue = "--wait 10m stands in the queue";
    private const string Later = "try again later; rentabot status tells how the server is";
    private const string Anew = "reserve anew";

    private static readonly Dictionary<string, string> Advice = new(StringComparer.Ordinal)
    {
        ["not_authenticated"] = "give a key by RENTABOT_API_KEY, the configuration file or --key",
        ["role_too_low"] = "rentabot whoami tells your role; ask an admin for a key that may",
        ["not_yours"] = "only who made it, or an admin, may",
        ["priority_too_urgent"] = "rentabot whoami tells your limits",
        ["quota_exceeded"] = "free something first; rentabot whoami tells your limits",
        ["too_many_requests"] = "ask less often",
        ["already_locked"] = $"rentabot show tells who has it; {Queue}",
        ["no_resource_available"] = Queue,
        ["held_for_reservation"] = $"rentabot queue --status fulfilled tells for whom; {Queue}",
        ["resource_unavailable"] = "rentabot show tells until when; ask for another one",
        ["never_satisfiable"] = "rentabot list shows what there is; ask for fewer, for other tags or for less --ttl",
        ["wait_timed_out"] = "wait longer, or try later",
        ["resource_not_found"] = "rentabot list shows what there is",
        ["reservation_not_found"] = "rentabot queue shows who waits",
        ["invalid_lock_token"] = "use the token that this resource's lock was granted with",
        ["lock_lost"] = "lock anew",
        ["not_locked"] = "nothing is left to do; should it be held for a reservation, rentabot show tells which, and rentabot cancel frees it",
        ["ttl_exceeds_maximum"] = "rentabot show tells the longest; ask for less",
        ["not_fulfilled"] = "rentabot why tells what it waits for; claim --wait waits with it",
        ["reservation_expired"] = Anew,
        ["reservation_cancelled"] = Anew,
        ["reservation_released"] = Anew,
        ["already_claimed"] = "free its locks by rentabot unlock",
        ["malformed_yaml"] = "mend the file and import it again",
        ["malformed_json"] = "mend the file and import it again",
        ["too_large"] = "import it in parts",
        ["request_in_progress"] = Later,
        ["allocator_unavailable"] = Later,
        ["broker_unavailable"] = Later,
        ["database_unavailable"] = Later,
        ["identity_provider_unavailable"] = Later,
        ["shutting_down"] = Later,
        ["too_many_waits"] = Later,
        ["too_many_listeners"] = Later,
        ["internal_error"] = "the server's log says more",
        ["not_found"] = "the address of the server may be wrong: give it by --server or RENTABOT_URL",
        ["not_rent_a_bot"] = "the address of the server may be wrong: give it by --server or RENTABOT_URL",
        ["redirected"] = "give that address by --server or RENTABOT_URL",
    };

    /// <summary>There is nothing for who asked now; later there may be.</summary>
    private static readonly HashSet<string> NothingNow = new(
        ["already_locked", "no_resource_available", "held_for_reservation", "resource_unavailable", "wait_timed_out", "not_fulfilled", "quota_exceeded"],
        StringComparer.Ordinal);

    public static string? Of(Problem problem) =>
        Of(problem is { Code: "already_locked", Unavailable: > 0 } ? "resource_unavailable" : problem.Code);

    public static string? Of(string code) => Advice.GetValueOrDefault(code);

    public static int ExitCodeOf(Problem problem) => problem.Status switch
    {
        _ when NothingNow.Contains(problem.Code) => ExitCodes.NotGranted,
        400 or 413 or 415 or 422 => ExitCodes.Invalid,
        401 or 403 => ExitCodes.Forbidden,
        404 => ExitCodes.NotFound,
        409 or 410 or 412 => ExitCodes.Conflict,
        429 or (>= 500 and <= 599) => ExitCodes.Unavailable,
        _ => ExitCodes.Failed,
    };
}

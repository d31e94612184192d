namespace RentABot.Allocator.Metrics;

/// <summary>How an attempt to get a lock may end, as a bounded set.</summary>
internal static class AcquisitionResults
{
    public const string Granted = "granted";
    public const string Other = "other";

    /// <summary>Granted, or the code of the rejection.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Granted,
        "already_locked",
        "answer_too_late",
        "command_abandoned",
        "held_for_reservation",
        "idempotency_key_reused",
        "lock_lost",
        "never_satisfiable",
        "no_resource_available",
        "not_fulfilled",
        "not_yours",
        "quota_exceeded",
        "reservation_cancelled",
        "reservation_expired",
        "reservation_not_found",
        "resource_not_found",
        "resource_unavailable",
        "ttl_exceeds_maximum",
        Other,
    ];

    /// <summary>One of <see cref="All"/>.</summary>
    public static string Of(string code) => All.Contains(code) ? code : Other;
}

namespace RentABot.Contracts;

/// <summary>
/// Transport headers that travel with a command. Those about the caller count only from broker users that the
/// allocator is set to trust; for others the broker user itself is the actor.
/// </summary>
public static class CommandHeaders
{
    /// <summary>The caller's name.</summary>
    public const string Actor = "RB-Actor";

    /// <summary>The caller's role.</summary>
    public const string Role = "RB-Role";

    /// <summary>How many resources the caller may hold and queue for at once; absent: any number.</summary>
    public const string MaxLocks = "RB-Max-Locks";

    /// <summary>The caller's network address.</summary>
    public const string Address = "RB-Address";

    /// <summary>The caller's user agent.</summary>
    public const string UserAgent = "RB-User-Agent";

    /// <summary>The instant (RFC 3339) after which the command is refused: nobody waits for its answer.</summary>
    public const string AnswerBy = "RB-Answer-By";

    /// <summary>The caller's idempotency key, scoped; it replaces the message id as the command's mark.</summary>
    public const string IdempotencyKey = "RB-Idempotency-Key";

    /// <summary>
    /// The W3C trace context that a command is a part of, for publishers without MassTransit, which sends one of its own.
    /// Events carry that of what caused them.
    /// </summary>
    public const string TraceParent = "traceparent";

    /// <summary>On a reply: it repeats the answer to an earlier command with the same mark.</summary>
    public const string Replayed = "RB-Replayed";
}

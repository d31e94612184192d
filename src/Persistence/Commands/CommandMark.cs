namespace RentABot.Persistence.Commands;

/// <summary>A command that was decided, so that its repeat gets the same answer.</summary>
public sealed class CommandMark
{
    /// <summary>The scoped idempotency key's digest, or the message id.</summary>
    public required string Key { get; init; }

    /// <summary>The message that left the mark: its redelivery is no replay.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The command's type; <c>CommandRejected</c> for a message that was refused.</summary>
    public required string Command { get; init; }

    /// <summary>A digest of the command's body: another body under the same key is refused.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The answer as JSON, without lock tokens; null for a command that was abandoned before it came, and for an abandoned claim.</summary>
    public string? Reply { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

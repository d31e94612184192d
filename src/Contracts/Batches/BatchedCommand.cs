using System.Text.Json;

namespace RentABot.Contracts;

/// <summary>A command of a <see cref="CommandBatch"/>, with what its message would say in <see cref="CommandHeaders"/>.</summary>
public sealed record BatchedCommand
{
    /// <summary>What its message id would be.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The command's name, such as <c>LockResources</c>; one of those that are answered by a <c>…Result</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The command itself, as JSON.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>See <see cref="CommandHeaders.Actor"/>; believed only from trusted broker users, as the four below.</summary>
    public string? Actor { get; init; }

    /// <summary>See <see cref="CommandHeaders.Role"/>.</summary>
    public string? Role { get; init; }

    /// <summary>See <see cref="CommandHeaders.MaxLocks"/>.</summary>
    public int? MaxLocks { get; init; }

    /// <summary>See <see cref="CommandHeaders.Address"/>.</summary>
    public string? Address { get; init; }

    /// <summary>See <see cref="CommandHeaders.UserAgent"/>.</summary>
    public string? UserAgent { get; init; }

    /// <summary>See <see cref="CommandHeaders.AnswerBy"/>.</summary>
    public string? AnswerBy { get; init; }

    /// <summary>See <see cref="CommandHeaders.IdempotencyKey"/>.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The W3C trace context (<c>traceparent</c>) that the command is a part of; without it, that of the message.</summary>
    public string? TraceParent { get; init; }
}

using System.Text.Json;

namespace RentABot.Contracts;

/// <summary>The answer to one command of a <see cref="CommandBatch"/>.</summary>
public sealed record BatchedReply
{
    /// <summary>The answer's name: the command's <c>…Result</c>, or <c>CommandRejected</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The answer itself, as JSON.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>See <see cref="CommandHeaders.Replayed"/>.</summary>
    public bool Replayed { get; init; }
}

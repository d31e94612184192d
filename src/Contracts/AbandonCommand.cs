namespace RentABot.Contracts;

/// <summary>Says that nobody waits for a command's answer any more: it is not carried out later, and what it was granted is freed.</summary>
public sealed record AbandonCommand
{
    /// <summary>The abandoned command's message id.</summary>
    public required Guid CommandId { get; init; }
}

namespace RentABot.Contracts;

/// <summary>Answers <see cref="AbandonCommand"/>.</summary>
public sealed record AbandonCommandResult
{
    /// <summary>The command had been carried out and what it was granted is freed.</summary>
    public required bool Undone { get; init; }
}

namespace RentABot.Support;

/// <summary>What travels beside a command's body.</summary>
internal sealed record BusEnvelope
{
    /// <summary>The command's mark; null: none is sent.</summary>
    public string? MessageId { get; init; } = Guid.NewGuid().ToString();

    /// <summary>Carries the broker user's name, which RabbitMQ verifies.</summary>
    public bool Signed { get; init; } = true;

    public IReadOnlyDictionary<string, object?> Headers { get; init; } = new Dictionary<string, object?>();
}

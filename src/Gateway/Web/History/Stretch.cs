namespace RentABot.Gateway.Web.History;

/// <summary>A while in a resource's life.</summary>
/// <param name="Kind">What it was for.</param>
/// <param name="From">When it began; null: before all that is known.</param>
/// <param name="To">When it ended, or ends at the latest; null: no end is known.</param>
/// <param name="Subject">Who locked it or for whom it is held, or why it is out of service.</param>
public sealed record Stretch(StretchKind Kind, DateTimeOffset? From, DateTimeOffset? To, string Subject)
{
    /// <summary>Has begun and not ended.</summary>
    public bool Runs { get; init; }
}

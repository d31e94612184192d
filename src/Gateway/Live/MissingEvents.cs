namespace RentABot.Gateway.Live;

/// <summary>Events that were asked for and are not kept any more, or were lost when a backup was restored.</summary>
/// <param name="From">The first sequence that is missing.</param>
/// <param name="To">The last.</param>
internal sealed record MissingEvents(long From, long To);

namespace RentABot.Browser.Lab;

/// <summary>What happened at an instant, and would be one event.</summary>
/// <param name="At">When.</param>
/// <param name="ResourceId">To which resource.</param>
/// <param name="Kind">What.</param>
/// <param name="Client">Who locked.</param>
/// <param name="Ends">When the lock or the maintenance was to end.</param>
internal sealed record Turn(DateTimeOffset At, long ResourceId, TurnKind Kind, string Client, DateTimeOffset Ends);

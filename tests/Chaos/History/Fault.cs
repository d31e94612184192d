namespace RentABot.Chaos.History;

/// <summary>Something that was done to the deployment.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Target">To whom: the service's name, <c>rabbitmq</c> or <c>postgres</c>.</param>
/// <param name="Begin">When it began.</param>
/// <param name="End">When the target worked again.</param>
internal sealed record Fault(FaultKind Kind, string Target, DateTimeOffset Begin, DateTimeOffset End);

using MassTransit;

namespace RentABot.Persistence.Tests.Sagas;

/// <summary>A saga that adds up what it is told.</summary>
internal sealed class Tally : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }
    public string State { get; set; } = "";
    public string Team { get; set; } = "";
    public int Total { get; set; }
}

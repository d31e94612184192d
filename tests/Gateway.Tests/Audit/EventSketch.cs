namespace RentABot.Gateway.Tests.Audit;

/// <summary>What a test wants to tell by an event.</summary>
internal sealed record EventSketch(string Type)
{
    public long? ResourceId { get; init; }
    public Guid? ReservationId { get; init; }
    public string? ClientId { get; init; }
    public string Actor { get; init; } = "ci";
}

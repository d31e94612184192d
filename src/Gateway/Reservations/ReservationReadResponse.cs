using System.Text.Json.Serialization;
using RentABot.Contracts;
using RentABot.Persistence.Queue;

namespace RentABot.Gateway.Reservations;

/// <summary>A reservation as it stands; while it is pending, also why it waits.</summary>
internal sealed record ReservationReadResponse : ReservationResponse
{
    public ReservationReadResponse(ReservationState state, QueueStanding? standing)
        : base(state, standing?.Position)
    {
        if (standing is null) return;
        WaitingFor = new WaitingForResponse(standing, state.Quantity);
        EstimatedStartAt = standing.ServedBy;
    }

    /// <summary>What keeps it waiting; null when it does not wait.</summary>
    [JsonPropertyOrder(1)]
    public WaitingForResponse? WaitingFor { get; }

    /// <summary>
    /// By when it is served as the running locks end, unless one is extended, somebody of better rank comes or a resource
    /// goes out of service, is changed or removed; null where nothing promises it.
    /// </summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? EstimatedStartAt { get; }
}

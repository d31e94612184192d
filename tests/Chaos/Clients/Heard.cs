using RentABot.Chaos.History;

namespace RentABot.Chaos.Clients;

/// <summary>What a client heard when it asked.</summary>
internal sealed record Heard(Outcome Outcome)
{
    private const int Unavailable = 503;

    /// <summary>The connection broke, or nothing came.</summary>
    public static readonly Heard Nothing = new(Outcome.Unknown);

    public int Status { get; init; }

    public string? Code { get; init; }

    public bool Replayed { get; init; }

    public IReadOnlyList<HeldLock> Locks { get; init; } = [];

    public ReservationAnswer? Reservation { get; init; }

    public DateTimeOffset? ExtendedTo { get; init; }

    public bool Done => Outcome == Outcome.Done;

    /// <summary>It may be asked again, and a client with a key has to: the answer is still to come.</summary>
    public bool IsOpen => Outcome == Outcome.Unknown || Status == Unavailable || Code is "request_in_progress" or "internal_error";
}

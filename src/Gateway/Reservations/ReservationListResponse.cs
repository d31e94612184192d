namespace RentABot.Gateway.Reservations;

/// <summary>One page of reservations, newest first; of pending ones alone, in rank order.</summary>
internal sealed record ReservationListResponse
{
    public required IReadOnlyList<ReservationReadResponse> Reservations { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    /// <summary>Reservations a page.</summary>
    public required int Limit { get; init; }

    /// <summary>Reservations on all pages.</summary>
    public required int Total { get; init; }
}

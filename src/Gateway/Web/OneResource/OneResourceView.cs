using RentABot.Contracts;
using RentABot.Gateway.Web.History;
using RentABot.Persistence.Reservations;

namespace RentABot.Gateway.Web.OneResource;

/// <summary>A resource as its page shows it.</summary>
public sealed record OneResourceView
{
    public required ResourceState Resource { get; init; }

    /// <summary>For whom it is held, or whose claim its lock came from; null: nobody's, or no longer kept.</summary>
    public required Reservation? Reservation { get; init; }

    /// <summary>The last day and the last week.</summary>
    public required IReadOnlyList<PastPicture> Past { get; init; }

    /// <summary>Nothing is known of the time before; null: all of the pictures' time is.</summary>
    public required DateTimeOffset? KnownSince { get; init; }

    /// <summary>What happened to it, the newest first.</summary>
    public required IReadOnlyList<EventLine> History { get; init; }

    /// <summary>The history does not begin with the newest.</summary>
    public required bool IsOlder { get; init; }

    /// <summary>The next page has what came before the event of this number; null: nothing did.</summary>
    public required long? Older { get; init; }

    /// <summary>Its lock is the user's own, by the token that this browser keeps.</summary>
    public bool IsOwn { get; init; }

    public required DateTimeOffset Now { get; init; }
}

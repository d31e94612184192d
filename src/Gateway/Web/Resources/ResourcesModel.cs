using RentABot.Contracts;

namespace RentABot.Gateway.Web.Resources;

public sealed record ResourcesModel
{
    public required ResourceFilter Filter { get; init; }

    /// <summary>What is wrong with the filter, by field.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; }

    public required IReadOnlyList<ResourceGroup> Groups { get; init; }

    /// <summary>How many there are on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>Resources whose lock is the user's own, by the tokens that this browser keeps.</summary>
    public required IReadOnlySet<long> Own { get; init; }

    /// <summary>How many resources on the page a reservation has, where it has several.</summary>
    public required IReadOnlyDictionary<Guid, int> Shares { get; init; }

    public required DateTimeOffset Now { get; init; }

    public int Pages => Math.Max(1, (Total + ResourceFilter.PageSize - 1) / ResourceFilter.PageSize);

    public int SharesOf(ResourceState resource) => resource.ReservationId is { } id ? Shares.GetValueOrDefault(id) : 0;
}

using RentABot.Chaos.Books;
using RentABot.Contracts;
using RentABot.Rules;

namespace RentABot.Chaos.Checking;

/// <summary>Which resources suit a reservation.</summary>
internal static class Wishes
{
    public static Selector Wish(this ReservationRow row) => Selector.Of(row.ResourceId, row.Name, row.Tags, row.Expression);

    public static bool Suits(this ReservationRow row, Selector wish, ResourceRow resource) =>
        (row.TtlIsDefault || resource.MaxLockDuration >= row.Ttl) && wish.Matches(resource.Id, resource.Name, [.. resource.Tags]);

    /// <inheritdoc cref="Suits(ReservationRow, Selector, ResourceRow)"/>
    public static bool Suits(this ReservationRow row, Selector wish, ResourceState resource) =>
        (row.TtlIsDefault || resource.MaxLockDuration >= row.Ttl) && wish.Matches(resource.Id, resource.Name, [.. resource.Tags]);

    /// <summary>Whether it stands before another one in the line.</summary>
    public static bool IsBefore(this ReservationRow row, ReservationRow other) =>
        (row.Rank, row.Arrival).CompareTo((other.Rank, other.Arrival)) < 0;
}

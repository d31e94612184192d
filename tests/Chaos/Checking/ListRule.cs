using RentABot.Chaos.Books;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>What the lists say, how many there are and who stands where, is what the tables say.</summary>
internal static class ListRule
{
    public const string Name = "lists equal the books";

    public static IEnumerable<Violation> Check(CheckedRun run) => Totals(run.Books).Concat(Positions(run.Books));

    private static IEnumerable<Violation> Totals(ClosedBooks books)
    {
        var counts = Counts(books);
        foreach (var total in books.Quiet.Totals)
        {
            var count = counts.GetValueOrDefault((total.List, total.Status));
            if (count == total.Total) continue;
            yield return new Violation(
                Name, $"{total.Gateway} counts {total.Total} {total.Status} {total.List}, the tables have {count}", []);
        }
    }

    private static Dictionary<(string List, string Status), int> Counts(ClosedBooks books)
    {
        var locked = books.Locks.Where(row => row.EndedAt is null).Select(row => row.ResourceId).ToHashSet();
        var held = books.Holds.Select(row => row.ResourceId).ToHashSet();
        var resources = books.Resources.Select(row => ("resources", StatusOf(row).ToString().ToLowerInvariant()));
        var reservations = books.Reservations.Select(row => ("reservations", row.Status.ToString().ToLowerInvariant()));
        return resources.Concat(reservations).CountBy(key => key).ToDictionary();

        ResourceStatus StatusOf(ResourceRow row) =>
            locked.Contains(row.Id) ? ResourceStatus.Locked
            : row.Unavailable ? ResourceStatus.Unavailable
            : held.Contains(row.Id) ? ResourceStatus.Held
            : ResourceStatus.Available;
    }

    private static IEnumerable<Violation> Positions(ClosedBooks books)
    {
        var line = books.Reservations.Where(row => row.Status == ReservationStatus.Pending).OrderBy(row => (row.Rank, row.Arrival))
            .Select(row => (Row: row, Key: (row.Wish().Key, row.TtlIsDefault ? 0 : row.Ttl), Suited: SuitedBy(row))).ToList();
        foreach (var told in books.Quiet.Positions)
        {
            var place = line.FindIndex(one => one.Row.Id == told.ReservationId);
            int? position = place < 0
                ? null
                : 1 + line.Take(place).Count(one => one.Key == line[place].Key || one.Suited.Overlaps(line[place].Suited));
            if (position == told.Position) continue;
            yield return new Violation(
                Name,
                $"{told.Gateway} says position {told.Position} of reservation {told.ReservationId}, the tables say {position}",
                place < 0 ? [] : [Fact.Of(line[place].Row)]);
        }

        HashSet<long> SuitedBy(ReservationRow row)
        {
            var wish = row.Wish();
            return [.. books.Resources.Where(resource => row.Suits(wish, resource)).Select(resource => resource.Id)];
        }
    }
}

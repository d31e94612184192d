using RentABot.Chaos.Books;
using RentABot.Chaos.History;

namespace RentABot.Chaos.Checking;

/// <summary>
/// Every subscriber hears every event of the log, nothing else, and each for the first time in its place; a run of
/// them may come again.
/// </summary>
internal static class DeliveryRule
{
    public const string Name = "every event delivered in order";

    public static IEnumerable<Violation> Check(CheckedRun run)
    {
        if (run.Books.RelayedTo != run.Books.LastSequence)
        {
            yield return new Violation(
                Name, $"The broker has confirmed up to {run.Books.RelayedTo} of {run.Books.LastSequence} events", []);
        }

        var log = run.Books.Events.ToLookup(row => row.Sequence);
        foreach (var deliveries in run.History.Deliveries.GroupBy(delivery => delivery.Subscriber))
        {
            foreach (var violation in Known(log, deliveries).Concat(Ordered(deliveries)).Concat(Complete(run.Books, deliveries)))
            {
                yield return violation;
            }
        }
    }

    private static IEnumerable<Violation> Known(ILookup<long, EventRow> log, IEnumerable<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            if (log[delivery.Sequence].Any(row => IsOf(row, delivery))) continue;
            yield return new Violation(
                Name,
                $"Event {delivery.Sequence} was published and is not in the log",
                [Fact.Of(delivery), .. log[delivery.Sequence].Select(Fact.Of)]);
        }
    }

    private static bool IsOf(EventRow row, Delivery delivery) =>
        row.EventId == delivery.EventId && row.Type == delivery.Type && row.Body.Revision == delivery.Revision;

    private static IEnumerable<Violation> Ordered(IEnumerable<Delivery> deliveries)
    {
        var heard = new HashSet<long>();
        Delivery? highest = null;
        var highestOfResource = new Dictionary<long, Delivery>();
        foreach (var delivery in deliveries.Where(delivery => heard.Add(delivery.Sequence)))
        {
            if (delivery.ResourceId is { } resourceId)
            {
                if (highestOfResource.GetValueOrDefault(resourceId) is { } before && before.Sequence > delivery.Sequence)
                {
                    yield return Late(delivery, before, $" of resource {resourceId}");
                    continue;
                }

                highestOfResource[resourceId] = delivery;
            }

            if (highest?.Sequence > delivery.Sequence)
            {
                yield return Late(delivery, highest, "");
            }
            else
            {
                highest = delivery;
            }
        }
    }

    private static Violation Late(Delivery delivery, Delivery before, string of) => new(
        Name, $"Event {delivery.Sequence}{of} was first heard after event {before.Sequence}", [Fact.Of(before), Fact.Of(delivery)]);

    private static IEnumerable<Violation> Complete(ClosedBooks books, IGrouping<string, Delivery> deliveries)
    {
        var heard = deliveries.Select(delivery => delivery.EventId).ToHashSet();
        var missing = books.Events.Where(row => !heard.Contains(row.EventId)).ToList();
        if (missing.Count > 0)
        {
            yield return new Violation(
                Name,
                $"{deliveries.Key} never heard event {missing[0].Sequence}{(missing.Count > 1 ? $" and {missing.Count - 1} others" : "")}",
                [Fact.Of(missing[0])]);
        }
    }
}

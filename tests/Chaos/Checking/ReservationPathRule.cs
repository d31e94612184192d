using RentABot.Chaos.Books;
using RentABot.Contracts;

namespace RentABot.Chaos.Checking;

/// <summary>A reservation goes from state to state as the state machine says, and ends in one way.</summary>
internal static class ReservationPathRule
{
    public const string Name = "a reservation ends in one way";

    private static readonly Dictionary<ReservationStatus, ReservationStatus[]> Next = new()
    {
        [ReservationStatus.Pending] = [ReservationStatus.Fulfilled, ReservationStatus.Cancelled, ReservationStatus.Expired],
        [ReservationStatus.Fulfilled] =
            [ReservationStatus.Claimed, ReservationStatus.Cancelled, ReservationStatus.Expired, ReservationStatus.Pending],
        [ReservationStatus.Claimed] = [ReservationStatus.Released],
        [ReservationStatus.Released] = [],
        [ReservationStatus.Cancelled] = [],
        [ReservationStatus.Expired] = [],
    };

    private static readonly Dictionary<string, ReservationStatus> StatusOf = new()
    {
        [nameof(ReservationQueued)] = ReservationStatus.Pending,
        [nameof(ReservationFulfilled)] = ReservationStatus.Fulfilled,
        [nameof(ReservationClaimed)] = ReservationStatus.Claimed,
        [nameof(ReservationReleased)] = ReservationStatus.Released,
        [nameof(ReservationCancelled)] = ReservationStatus.Cancelled,
        [nameof(ReservationExpired)] = ReservationStatus.Expired,
    };

    public static IEnumerable<Violation> Check(CheckedRun run)
    {
        var events = run.Books.Events.Where(row => row.Body is ReservationEvent)
            .ToLookup(row => ((ReservationEvent)row.Body).ReservationId);
        foreach (var ofReservation in events)
        {
            foreach (var violation in Walk(ofReservation)) yield return violation;
        }

        foreach (var row in run.Books.Reservations)
        {
            var last = events[row.Id].LastOrDefault();
            if (last is null || StatusOf[last.Type] != row.Status)
            {
                yield return new Violation(
                    Name,
                    $"Reservation {row.Id} is {row.Status}, its last event says {last?.Type ?? "nothing"}",
                    [Fact.Of(row), .. last is null ? [] : new[] { Fact.Of(last) }]);
            }

            var locks = run.LocksByReservation[row.Id].ToList();
            var running = locks.Exists(one => one.EndedAt is null);
            if ((row.Status == ReservationStatus.Claimed && !running) || (row.Status == ReservationStatus.Released && running))
            {
                yield return new Violation(
                    Name,
                    $"Reservation {row.Id} is {row.Status} while {(running ? "a lock of it runs" : "none of its locks runs")}",
                    [Fact.Of(row), .. locks.Select(Fact.Of)]);
            }
        }
    }

    private static IEnumerable<Violation> Walk(IEnumerable<EventRow> events)
    {
        EventRow? before = null;
        foreach (var row in events)
        {
            var (id, state) = (((ReservationEvent)row.Body).ReservationId, StatusOf[row.Type]);
            var allowed = before is null ? [ReservationStatus.Pending] : Next[StatusOf[before.Type]];
            if (!allowed.Contains(state))
            {
                yield return new Violation(
                    Name,
                    $"Reservation {id} became {state} after {(before is null ? "nothing" : StatusOf[before.Type])}",
                    [.. before is null ? [] : new[] { Fact.Of(before) }, Fact.Of(row)]);
            }

            if (((ReservationEvent)row.Body).Reservation.Status != state)
            {
                yield return new Violation(
                    Name, $"The event's state of reservation {id} is another one than its name says", [Fact.Of(row)]);
            }

            before = row;
        }
    }
}

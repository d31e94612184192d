using CsCheck;
using RentABot.Allocator.Queue;
using RentABot.Allocator.Tests.Queue.Model;

namespace RentABot.Allocator.Tests.Queue;

/// <summary>Up to 7 resources, 6 waiters, quantities up to 3, any overlap of what they ask for.</summary>
public sealed class When_random_queues_are_planned
{
    private const int Cases = 100_000;

    private static readonly Gen<QueueState> States =
        from resources in Gen.Int[0, 7]
        from choices in Gen.Select(Gen.Int[0, (1 << resources) - 1], Gen.Shuffle(Enumerable.Range(0, resources).ToArray()), Gen.Int[0, 3])
            .Array[1, 6]
        from line in Gen.Select(Gen.Int[1, 3], Gen.Int[0, choices.Length - 1]).Array[0, 6]
        select new QueueState(
            [.. Enumerable.Range(1, resources).Select(i => (long)i)],
            [.. choices.Select(c => new Choice(
                c.Item2.Count(candidate => (c.Item1 >> candidate & 1) == 1) + c.Item3,
                [.. c.Item2.Where(candidate => (c.Item1 >> candidate & 1) == 1)]))],
            [.. line.Select((waiter, i) => new Waiter(new Guid(i, 0, 0, new byte[8]), waiter.Item1, waiter.Item2))]);

    [Fact]
    public void Should_give_each_the_number_that_trying_every_assignment_gives() => States.Sample(
        state => Assert.Equal(Numbers.Of(state), state.Line.Select(waiter => Given(QueuePlanner.Plan(state), waiter).Count)),
        iter: Cases,
        print: Print);

    [Fact]
    public void Should_give_nothing_twice_nothing_unsuitable_and_no_part_as_a_grant() => States.Sample(
        state =>
        {
            var plan = QueuePlanner.Plan(state);
            var waiters = state.Line.ToDictionary(waiter => waiter.Id);

            Assert.Distinct(plan.Grants.Concat(plan.Holds).SelectMany(a => a.ResourceIds));
            Assert.All(plan.Grants, grant => Assert.Equal(waiters[grant.ReservationId].Quantity, grant.ResourceIds.Count));
            Assert.All(plan.Holds, hold => Assert.InRange(hold.ResourceIds.Count, 1, waiters[hold.ReservationId].Quantity - 1));
            Assert.All(plan.Grants.Concat(plan.Holds), allotment => Assert.Subset(
                Suiting(state, waiters[allotment.ReservationId]), allotment.ResourceIds.ToHashSet()));
        },
        iter: Cases,
        print: Print);

    [Fact]
    public void Should_serve_as_many_as_possible_where_each_asks_for_one() => States
        .Where(state => state.Line.All(waiter => waiter.Quantity == 1))
        .Sample(
            state => Assert.Equal(MostServed(state), QueuePlanner.Plan(state).Grants.Count),
            iter: Cases / 10,
            print: Print);

    private static IReadOnlyList<long> Given(Plan plan, Waiter waiter) =>
        plan.Grants.Concat(plan.Holds).FirstOrDefault(a => a.ReservationId == waiter.Id)?.ResourceIds ?? [];

    private static HashSet<long> Suiting(QueueState state, Waiter waiter) =>
        [.. state.Choices[waiter.Choice].Candidates.Select(candidate => state.InPlay[candidate])];

    /// <summary>Whom to serve is tried in every way, without any regard for rank.</summary>
    private static int MostServed(QueueState state)
    {
        var line = state.Line.ToList();
        return Most(0, []);

        int Most(int index, HashSet<int> taken) => index == line.Count
            ? taken.Count
            : state.Choices[line[index].Choice].Candidates.Where(c => !taken.Contains(c))
                .Select(candidate => Most(index + 1, [.. taken, candidate]))
                .Append(Most(index + 1, taken))
                .Max();
    }

    private static string Print(QueueState state) => string.Join(' ', state.Line.Select(waiter =>
        $"{waiter.Quantity}/{state.Choices[waiter.Choice].InService}:{string.Concat(state.Choices[waiter.Choice].Candidates.Select(c => state.InPlay[c]))}"));
}

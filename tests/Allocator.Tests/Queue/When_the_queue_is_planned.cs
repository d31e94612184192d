using RentABot.Allocator.Queue;

namespace RentABot.Allocator.Tests.Queue;

/// <summary>
/// Each row is a queue: the waiters in rank order as <c>quantity:candidates</c>, with a + where it gathers; then who is
/// granted what, and who holds what.
/// </summary>
public sealed class When_the_queue_is_planned
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("1:", "", "")]
    [InlineData("1+:", "", "")]
    [InlineData("1:1", "0=1", "")]
    [InlineData("1:12", "0=1", "")]
    [InlineData("2:21", "0=21", "")]
    [InlineData("2:1", "", "")]
    [InlineData("2+:1", "", "0=1")]
    [InlineData("3+:12", "", "0=12")]
    [InlineData("1:1 1:1", "0=1", "")]
    [InlineData("1:12 1:12", "0=1 1=2", "")]
    [InlineData("2+:1 1:1", "", "0=1")]
    [InlineData("2:1 1:1", "1=1", "")]
    [InlineData("2:123 1:123", "0=12 1=3", "")]
    [InlineData("2:123 2+:123", "0=12", "1=3")]
    [InlineData("2:123 2+:123 1:123", "0=12", "1=3")]
    [InlineData("3+:12 1:3", "1=3", "0=12")]
    public void Should_serve_in_rank_order_all_at_once_or_gather(string queue, string grants, string holds)
    {
        var waiters = queue.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WaiterOf).ToList();

        var plan = QueuePlanner.Plan(waiters);

        Assert.Equal(grants, Show(plan.Grants));
        Assert.Equal(holds, Show(plan.Holds));

        string Show(IReadOnlyList<Allotment> allotments) => string.Join(' ', allotments.Select(a =>
            $"{waiters.FindIndex(w => w.Id == a.ReservationId)}={string.Concat(a.ResourceIds)}"));
    }

    [Fact]
    public void Should_prefer_fewer_tags_then_the_least_recently_used_then_the_lowest_id()
    {
        var noon = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Candidate[] best =
        [
            new(7, 1, null), new(3, 1, noon), new(4, 1, noon), new(1, 1, noon.AddSeconds(1)), new(2, 2, null),
        ];

        Assert.Equal(best, best.Reverse().Order(Candidate.ByPreference));
    }

    private static Waiter WaiterOf(string text)
    {
        var parts = text.Split(':');
        return new Waiter(
            Guid.NewGuid(),
            int.Parse(parts[0].TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture),
            parts[0].EndsWith('+'),
            [.. parts[1].Select(c => new Candidate(c - '0', 1, null))]);
    }
}

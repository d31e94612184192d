using System.Globalization;
using RentABot.Allocator.Queue;

namespace RentABot.Allocator.Tests.Queue;

/// <summary>
/// Each row is a queue: the waiters in rank order as <c>quantity:candidates</c>, the best first, with a + where more that
/// suits is in service, locked; then who is granted what, and who holds what.
/// </summary>
public sealed class When_the_queue_is_planned
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("1:", "", "")]
    [InlineData("1+:", "", "")]
    [InlineData("1:1", "0=1", "")]
    [InlineData("1:12", "0=1", "")]
    [InlineData("1:21", "0=2", "")]
    [InlineData("2:21", "0=12", "")]
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
    public void Should_serve_in_rank_order_all_at_once_or_gather(string queue, string grants, string holds) => Check(queue, grants, holds);

    [Theory]
    [InlineData("1:12 1:1", "0=2 1=1", "")]
    [InlineData("1:1 1:12", "0=1 1=2", "")]
    [InlineData("1:12 1:23 1:12", "0=1 1=3 2=2", "")]
    [InlineData("1:12 1:23 1:34 1:1", "0=2 1=3 2=4 3=1", "")]
    [InlineData("2:123 1:12 1:1", "0=23 1=1", "")]
    [InlineData("2:1234 1:12 1:1", "0=34 1=2 2=1", "")]
    [InlineData("2+:12 1:1", "0=12", "")]
    [InlineData("3+:12 1:1", "", "0=12")]
    [InlineData("2:12 2+:23 1:3", "0=12", "1=3")]
    [InlineData("3+:123 1:34", "0=123 1=4", "")]
    public void Should_rearrange_what_earlier_ones_were_given_but_leave_each_its_number(string queue, string grants, string holds) =>
        Check(queue, grants, holds);

    private static void Check(string queue, string grants, string holds)
    {
        var waiters = queue.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var choices = Array.ConvertAll(waiters, ChoiceOf);
        var line = waiters.Select((text, i) => new Waiter(new Guid(i, 0, 0, new byte[8]), text[0] - '0', i)).ToList();

        var plan = QueuePlanner.Plan(new QueueState([1, 2, 3, 4], choices, line));

        Assert.Equal(grants, Show(plan.Grants));
        Assert.Equal(holds, Show(plan.Holds));

        string Show(IReadOnlyList<Allotment> allotments) => string.Join(' ', allotments.Select(a =>
            $"{line.FindIndex(w => w.Id == a.ReservationId)}={string.Concat(a.ResourceIds.Select(id => id.ToString(CultureInfo.InvariantCulture)))}"));
    }

    private static Choice ChoiceOf(string waiter)
    {
        var parts = waiter.Split(':');
        int[] candidates = [.. parts[1].Select(c => c - '1')];
        return new Choice(candidates.Length + (parts[0].EndsWith('+') ? 3 : 0), candidates);
    }
}

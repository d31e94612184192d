using System.Globalization;
using RentABot.Persistence.Queue;
using RentABot.Rules;

namespace RentABot.Persistence.Tests.Queue;

public sealed class When_a_standing_is_told
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly QueueBook _book = new();
    private int _arrivals;

    /// <summary>Four boards: the ends of their locks in seconds, 0 where free; then who asks for how many; then by when the last one is served.</summary>
    [Theory]
    [InlineData("10 20 30 40", "1", 10)]
    [InlineData("10 20 30 40", "4", 40)]
    [InlineData("40 30 20 10", "1 1", 20)]
    [InlineData("10 20 30 40", "2 1 1", 40)]
    [InlineData("10 20 30 40", "2 2 1", null)]
    [InlineData("0 0 30 40", "3", 30)]
    [InlineData("10 20 30 40", "5", null)]
    public void Should_be_served_when_as_many_are_free_as_all_up_to_it_ask_for(string locks, string asked, int? servedBy)
    {
        var ends = locks.Split(' ').Select(int.Parse).ToArray();
        for (var i = 0; i < ends.Length; i++) Register(i + 1, ends[i], "arm");

        var line = Array.ConvertAll(asked.Split(' '), quantity => Enqueue(int.Parse(quantity, CultureInfo.InvariantCulture), "arm"));

        Assert.Equal(servedBy is { } seconds ? Noon.AddSeconds(seconds) : null, StandingOf(line[^1]).ServedBy);
    }

    [Fact]
    public void Should_not_count_on_what_is_set_aside_for_one_that_has_not_claimed()
    {
        Register(1, 0, "arm");
        Register(2, 20, "arm");
        _book.SetHolds(new() { [1] = Guid.NewGuid() });

        Assert.Equal(Noon.AddSeconds(20), StandingOf(Enqueue(1, "arm")).ServedBy);
        Assert.Null(StandingOf(Enqueue(1, "arm")).ServedBy);
    }

    [Fact]
    public void Should_count_only_those_that_compete_and_stand_before_it()
    {
        Register(1, 10, "arm", "usb");
        Register(2, 20, "x86");
        Enqueue(1, "arm");
        Enqueue(1, "x86");
        var usb = Enqueue(1, "usb");
        Enqueue(1, "arm");

        Assert.Equal(2, StandingOf(usb).Position);
    }

    [Fact]
    public void Should_count_anew_where_a_resource_is_retagged_or_removed()
    {
        Register(1, 10, "arm", "usb");
        Enqueue(1, "arm");
        var usb = Enqueue(1, "usb");
        Assert.Equal((2, 1), (StandingOf(usb).Position, StandingOf(usb).Matching));

        Register(1, 10, "usb");
        Assert.Equal((1, 1), (StandingOf(usb).Position, StandingOf(usb).Matching));

        _book.RemoveResource(1);
        Register(2, 10, "arm");
        Assert.Equal((1, 0), (StandingOf(usb).Position, StandingOf(usb).Matching));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("!a")]
    [InlineData("a && b")]
    [InlineData("a || b && !c")]
    [InlineData("!(a || !b)")]
    [InlineData("nothing || !nothing")]
    public void Should_count_what_an_expression_matches_before_and_after_resources_change(string expression)
    {
        var selector = Selector.Of(null, null, [], expression);
        Register(0, 0);
        var early = EnqueueFor(selector);
        for (var tags = 1; tags < 8; tags++) Register(tags, 0, TagsOf(tags));
        Register(8, 0, "a", "b", "c");
        Register(8, 0, "c");
        Register(9, 0, "a");
        _book.RemoveResource(9);

        var expected = Enumerable.Range(0, 8).Select(TagsOf).Append(["c"]).Count(selector.Expression!.Matches);

        Assert.Equal(expected, StandingOf(early).Matching);
        _book.Dequeue(early);
        Assert.Equal(expected, StandingOf(EnqueueFor(selector)).Matching);
    }

    [Fact]
    public void Should_find_a_resource_by_the_name_that_it_has_now()
    {
        Register(1, 0);
        _book.RemoveResource(1);
        Register(2, 0);

        Assert.Equal(0, StandingOf(EnqueueFor(new Selector(null, "board-1", []))).Matching);
        Assert.Equal(1, StandingOf(EnqueueFor(new Selector(null, "board-2", []))).Matching);
        Assert.Equal(1, StandingOf(EnqueueFor(new Selector(2, null, []))).Matching);
    }

    [Fact]
    public void Should_say_the_same_position_alone()
    {
        Register(1, 10, "arm", "usb");
        Register(2, 20, "x86");
        Guid[] line = [Enqueue(1, "arm"), Enqueue(1, "x86"), Enqueue(2, "usb"), Enqueue(1, "arm"), Enqueue(1, "x86")];

        Assert.Equal(Array.ConvertAll(line, id => (int?)StandingOf(id).Position), Array.ConvertAll(line, id => _book.PositionOf(id)));
        Assert.Null(_book.PositionOf(Guid.NewGuid()));
    }

    [Fact]
    public void Should_be_told_to_none_that_does_not_wait()
    {
        Register(1, 10, "arm");
        var gone = Enqueue(1, "arm");
        _book.Dequeue(gone);

        Assert.Empty(_book.StandingsOf([gone], Noon));
        Assert.Empty(_book.Wishes);
    }

    private QueueStanding StandingOf(Guid id) => _book.StandingsOf([id], Noon)[id];

    private Guid Enqueue(int quantity, params string[] tags) => EnqueueFor(new Selector(null, null, tags), quantity);

    private Guid EnqueueFor(Selector selector, int quantity = 1)
    {
        var id = Guid.NewGuid();
        _arrivals++;
        _book.Enqueue(id, Noon.AddSeconds(_arrivals), _arrivals, quantity, selector, null);
        return id;
    }

    private static string[] TagsOf(int bits) => [.. new[] { "a", "b", "c" }.Where((_, i) => (bits >> i & 1) == 1)];

    private void Register(long id, int lockedFor, params string[] tags) => _book.Put(new PoolResource
    {
        Id = id,
        Name = $"board-{id}",
        Tags = tags,
        MaxLockDuration = 3600,
        Unavailable = false,
        LastUsedAt = null,
        LockedUntil = lockedFor == 0 ? null : Noon.AddSeconds(lockedFor),
    });
}

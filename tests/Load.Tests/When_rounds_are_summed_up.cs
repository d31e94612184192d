using RentABot.Load.Report;

namespace RentABot.Load.Tests;

public sealed class When_rounds_are_summed_up
{
    [Fact]
    public void Should_say_the_median_the_least_and_the_most() =>
        Assert.Equal("2,000 (900–3,100)", new Series([3100, 900, 2000]).Text("N0"));

    [Fact]
    public void Should_take_the_middle_of_two() => Assert.Equal(1.5, new Series([2, 1]).Median);

    [Fact]
    public void Should_compare_round_by_round() =>
        Assert.Equal([0.5, 2], new Series([1, 4]).DividedBy(new Series([2, 2])).Rounds);

    [Theory]
    [InlineData(0.8, true)]
    [InlineData(1.2, false)]
    public void Should_not_count_answers_that_run_ahead_of_their_events(double unconfirmed, bool reached)
    {
        var results = new Results();
        results.Add("pairs.throughput", 1000);
        results.Add("echo.throughput", 2000);
        results.Add("pairs.unconfirmed", unconfirmed);
        Assert.Equal(reached, Targets.All[0].Measure(results)!.Reached);
    }

    [Theory]
    [InlineData(1600, null, true)]
    [InlineData(1600, 2000.0, true)]
    [InlineData(1400, 700.0, true)]
    [InlineData(1400, 1500.0, false)]
    [InlineData(1400, null, false)]
    public void Should_count_what_is_fast_or_faster_than_the_original(double standalone, double? original, bool reached)
    {
        var results = new Results();
        results.Add("standalone.throughput", standalone);
        if (original is { } throughput) results.Add("original.throughput", throughput);
        var target = Assert.Single(Targets.All, target => target.Figure.StartsWith("pairs/s, standalone", StringComparison.Ordinal));
        Assert.Equal(reached, target.Measure(results)!.Reached);
    }

    [Fact]
    public void Should_leave_out_what_was_not_measured() => Assert.All(Targets.All, target => Assert.Null(target.Measure(new Results())));
}

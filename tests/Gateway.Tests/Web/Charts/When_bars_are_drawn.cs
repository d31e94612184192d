using RentABot.Gateway.Tests.Support;
using RentABot.Gateway.Web.Charts;
using RentABot.Gateway.Web.History;

namespace RentABot.Gateway.Tests.Web.Charts;

public sealed class When_bars_are_drawn
{
    private static readonly DateTimeOffset Noon = MovableClock.Noon;
    private static readonly TimeWindow Window = new(Noon, Noon.AddMinutes(500));

    [Fact]
    public void Should_end_at_the_edges_of_the_picture()
    {
        var bar = Assert.Single(Bar.Of([Lock(-60, 60)], Window));
        Assert.Equal(new TimeWindow(Noon, Noon.AddMinutes(60)), bar.Time);
        Assert.Equal(new TimeWindow(Noon.AddMinutes(400), Window.To), Assert.Single(Bar.Of([Lock(400, 900)], Window)).Time);
        Assert.Equal(Window, Assert.Single(Bar.Of([new Stretch(StretchKind.Maintenance, null, null, "")], Window)).Time);
    }

    [Fact]
    public void Should_leave_out_what_is_outside() =>
        Assert.Empty(Bar.Of([Lock(-60, 0), Lock(500, 560)], Window));

    [Fact]
    public void Should_make_one_of_those_that_are_too_short_to_be_told_apart()
    {
        // A five-hundredth of the picture is a minute.
        var stretches = Enumerable.Range(0, 100).Select(i => Lock(i, i) with { From = Noon.AddMinutes(i), To = Noon.AddMinutes(i + 0.5) });
        var bar = Assert.Single(Bar.Of(stretches, Window));
        Assert.Equal(100, bar.Count);
        Assert.Equal(new TimeWindow(Noon, Noon.AddMinutes(99.5)), bar.Time);
    }

    [Fact]
    public void Should_tell_long_ones_apart_that_follow_each_other() =>
        Assert.Equal(2, Bar.Of([Lock(0, 60), Lock(60, 120)], Window).Count);

    [Fact]
    public void Should_draw_locks_on_the_maintenance_that_they_go_on_in()
    {
        var bars = Bar.Of([Lock(0, 60), new Stretch(StretchKind.Maintenance, Noon, null, "")], Window);
        Assert.Equal([StretchKind.Maintenance, StretchKind.Locked], bars.Select(bar => bar.Stretch.Kind));
    }

    [Theory]
    [InlineData(2, "13:00,13:15,13:30,13:45,14:00,14:15,14:30,14:45,15:00")]
    [InlineData(24, "15:00,18:00,21:00,2 Jan,03:00,06:00,09:00,12:00")]
    [InlineData(24 * 7, "2 Jan,3 Jan,4 Jan,5 Jan,6 Jan,7 Jan,8 Jan")]
    public void Should_mark_round_times(int hours, string expected)
    {
        var from = hours == 2 ? Noon.AddHours(1) : Noon.AddMinutes(1);
        Assert.Equal(expected, string.Join(',', Tick.Of(new TimeWindow(from, from.AddHours(hours))).Select(tick => tick.Text)));
    }

    private static Stretch Lock(int from, int to) => new(StretchKind.Locked, Noon.AddMinutes(from), Noon.AddMinutes(to), "ci");
}

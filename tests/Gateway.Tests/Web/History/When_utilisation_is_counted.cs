using RentABot.Gateway.Tests.Support;
using RentABot.Gateway.Web.History;

namespace RentABot.Gateway.Tests.Web.History;

public sealed class When_utilisation_is_counted
{
    private static readonly DateTimeOffset Noon = MovableClock.Noon;
    private static readonly TimeWindow Day = new(Noon.AddDays(-1), Noon);

    [Fact]
    public void Should_count_what_falls_into_the_window_alone()
    {
        // 12 hours of which 6 are in it, and one that is to end 5 hours from now and runs for one.
        var utilisation = Utilisation.Of([Lock(-30, -18), Lock(-1, 5) with { Runs = true }], Day, Day.From);
        Assert.Equal(7 / 24.0, utilisation.Locked, 9);
        Assert.Equal(2, utilisation.Locks);
        Assert.Equal(TimeSpan.FromHours(12), utilisation.MeanLock);
    }

    [Fact]
    public void Should_count_maintenance_apart_from_locks()
    {
        var utilisation = Utilisation.Of([Lock(-6, -3), new Stretch(StretchKind.Maintenance, null, Noon.AddHours(-18), "")], Day, Day.From);
        Assert.Equal(3 / 24.0, utilisation.Locked, 9);
        Assert.Equal(6 / 24.0, utilisation.OutOfService, 9);
    }

    [Fact]
    public void Should_not_count_what_is_planned() =>
        Assert.Equal(0, Utilisation.Of([new Stretch(StretchKind.Planned, Noon.AddHours(-1), null, "")], Day, Day.From).OutOfService);

    [Fact]
    public void Should_be_of_the_time_that_is_known()
    {
        var utilisation = Utilisation.Of([Lock(-12, -3)], Day, Noon.AddHours(-6));
        Assert.Equal(new TimeWindow(Noon.AddHours(-6), Noon), utilisation.Observed);
        Assert.Equal(0.5, utilisation.Locked, 9);
    }

    [Fact]
    public void Should_say_nothing_where_nothing_is_known() => Assert.Null(Utilisation.Of([], Day, Noon).Observed);

    [Fact]
    public void Should_have_no_mean_length_before_a_lock_has_ended() =>
        Assert.Null(Utilisation.Of([Lock(-1, 1) with { Runs = true }, new Stretch(StretchKind.Locked, null, Noon.AddHours(-2), "")], Day, Day.From).MeanLock);

    private static Stretch Lock(int from, int to) => new(StretchKind.Locked, Noon.AddHours(from), Noon.AddHours(to), "ci");
}

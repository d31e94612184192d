using System.Net;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.Gateway.Web.Overview;
using RentABot.Gateway.Web.Text;

namespace RentABot.Gateway.Tests.Web;

public sealed class When_the_overview_is_shown : GatewayTest
{
    [Fact]
    public async Task Should_tell_how_things_stand()
    {
        var gathering = Guid.NewGuid();
        await Host.SeedAsync(db =>
        {
            var broken = Samples.ResourceRow(5, "broken");
            broken.Unavailable = true;
            var waiting = Samples.ReservationRow(gathering, client: "farm");
            (waiting.Quantity, waiting.CreatedAt) = (2, MovableClock.Noon.AddHours(-5));
            db.AddRange(
                Samples.ResourceRow(1, "a", "arm"), Samples.ResourceRow(2, "b", "arm"), Samples.ResourceRow(3, "c", "usb"), Samples.ResourceRow(4, "d"), broken,
                Samples.LockRow(1, 120), waiting, new RentABot.Persistence.Locks.Hold { ResourceId = 2, ReservationId = gathering });
        });
        var page = (await new Browser(Client).OpenAsync("/")).ShouldBe(HttpStatusCode.OK);
        Assert.Equal(["2", "1", "1", "1", "1"], page.Document.QuerySelectorAll(".tile .figure").Select(figure => figure.TextContent));
        Assert.Contains("In use now 50 %", page.Words, StringComparison.Ordinal);
        Assert.Contains("Longest wait 5 h", page.Words, StringComparison.Ordinal);
        Assert.Contains("ends soon", page.One("#l1").TextContent, StringComparison.Ordinal);
        Assert.Contains("gathers 1 of 2", page.Words, StringComparison.Ordinal);
        Assert.Contains("0 of 2 free", page.One(".pool-list li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_tell_how_much_of_the_last_day_was_locked()
    {
        await Host.SeedAsync(db =>
        {
            db.AddRange(Samples.ResourceRow(1, "a"), Samples.ResourceRow(2, "b"));
            db.AddRange(Ended(1, -30, -12), Ended(2, -6, -3), Ended(1, -40, -25));
        });
        Assert.Contains("Locked, last 24 h 31 %", (await new Browser(Client).OpenAsync("/")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_take_tags_for_pools_that_tell_resources_apart()
    {
        (IReadOnlyList<string>, ResourceStatus)[] resources =
        [
            (["all", "arm", "rare"], ResourceStatus.Available),
            (["all", "arm", "usb"], ResourceStatus.Locked),
            (["all", "x86", "usb"], ResourceStatus.Held),
            (["all", "arm"], ResourceStatus.Unavailable),
        ];
        Assert.Equal(
            [new Pool("arm", new StatusCounts(1, 1, 0, 1)), new Pool("usb", new StatusCounts(0, 1, 1, 0))],
            OverviewFigures.PoolsOf(resources));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59.2, "1 min 00 s")]
    [InlineData(3599, "59 min 59 s")]
    [InlineData(3660, "1 h 01 min")]
    [InlineData(90000, "1 d 1 h")]
    [InlineData(-5, "0 s")]
    public void Should_write_durations_in_two_parts(double seconds, string text) => Assert.Equal(text, Words.Duration(TimeSpan.FromSeconds(seconds)));

    private static RentABot.Persistence.Locks.ResourceLock Ended(long resource, int from, int to) => new()
    {
        Id = Guid.NewGuid(),
        FencingToken = 100 - from,
        ResourceId = resource,
        ResourceName = "a",
        ClientId = "c",
        TokenKey = "k",
        AcquiredAt = MovableClock.Noon.AddHours(from),
        ExpiresAt = MovableClock.Noon.AddHours(to),
        WarningAt = MovableClock.Noon.AddHours(to),
        Warned = true,
        EndedAt = MovableClock.Noon.AddHours(to),
        EndReason = LockEndReason.Released,
    };
}

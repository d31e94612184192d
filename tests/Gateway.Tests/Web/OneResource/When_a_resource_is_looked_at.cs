using System.Net;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Audit;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web.OneResource;

public sealed class When_a_resource_is_looked_at : GatewayTest
{
    private static DateTimeOffset Noon => MovableClock.Noon;

    [Fact]
    public async Task Should_tell_who_has_it_and_what_it_is()
    {
        await Host.SeedAsync(db =>
        {
            db.Resources.Add(Samples.ResourceRow(1, "board-1", "arm", "usb"));
            db.Locks.Add(Samples.LockRow(1));
        });
        var page = await new Visitor(Client).OpenAsync("/resources/1");
        Assert.Equal("board-1 Locked", page.TextOf("h1"));
        Assert.Equal("ci-1", page.TextOf(".use .holder"));
        Assert.Equal(["arm", "usb"], page.QuerySelectorAll(".facts-list .tag").Select(tag => tag.TextContent));
        Assert.Equal("Nothing that happened to it is kept.", page.TextOf("section[aria-labelledby=history] .empty"));
        Markup.HasNothingInline(page);
    }

    [Fact]
    public async Task Should_draw_who_had_it_when_and_say_it_in_words()
    {
        await SeedHistoryAsync(Noon.AddHours(-1));
        var page = await new Visitor(Client).OpenAsync("/resources/1");

        // Half an hour in the last day, which began with what had been kept, and in the last week.
        var pictures = page.QuerySelectorAll("figure.past");
        Assert.Equal(["Last 24 hours", "Last 7 days"], pictures.Select(picture => picture.TextOf("h3")));
        Assert.Equal("Locked by ci-1, 11:00–11:30", pictures[0].TextOf("svg.track .bar.locked title"));
        Assert.Equal("Last 24 hours: Locked by ci-1, 11:00–11:30", pictures[0].QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal(
            ["Locked: 2 %", "Maintenance: 0 %", "Locks: 1", "Mean length: 30 min 00 s"],
            pictures[0].QuerySelectorAll(".figures div").Select(figure => $"{figure.TextOf("dt")}: {figure.TextOf("dd")}"));
        Assert.Equal("Locked by ci-1", pictures[0].TextOf("tbody tr th"));
        Assert.Equal("30 min 00 s", pictures[0].TextOf("tbody tr [data-label=Length]"));
        Markup.HasNothingInline(page);
    }

    [Fact]
    public async Task Should_say_from_when_on_it_is_known()
    {
        await Host.SeedAsync(db => db.Resources.Add(Row(Noon.AddDays(-30))));
        await Host.SeedAsync(db => db.Events.Add(new()
        {
            Sequence = 900, EventId = Guid.NewGuid(), Type = "LockReleased", OccurredAt = Noon.AddHours(-30), ResourceId = 1, ClientId = "ci-1",
            Actor = "ci", Body = "{}",
        }));
        var pictures = (await new Visitor(Client).OpenAsync("/resources/1")).QuerySelectorAll("figure.past");
        Assert.Null(pictures[0].QuerySelector(".unknown"));
        Assert.NotNull(pictures[1].QuerySelector(".unknown"));
        Assert.Equal("2029-12-31T06:00:00Z", pictures[1].QuerySelector(".help time")!.GetAttribute("datetime"));
    }

    [Fact]
    public async Task Should_page_its_history_the_newest_first()
    {
        await Host.SeedAsync(db => db.Resources.Add(Samples.ResourceRow(7, "board-7")));
        await Host.AppendAsync([.. Enumerable.Range(0, 60).Select(_ => new EventSketch("LockExtended") { ResourceId = 7 }), new EventSketch("LockAcquired") { ResourceId = 8 }]);
        var visitor = new Visitor(Client);
        var first = await visitor.OpenAsync("/resources/7");
        var second = await visitor.OpenAsync(first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(Enumerable.Range(11, 50).Reverse().Select(i => $"event-{i}"), first.QuerySelectorAll("[id^=event-]").Select(row => row.Id));
        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(i => $"event-{i}"), second.QuerySelectorAll("[id^=event-]").Select(row => row.Id));
        Assert.Null(second.QuerySelector(".pager a[rel=next]"));
        Assert.Equal("/resources/7#history", second.QuerySelector(".pager a[rel=first]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("readonly", "")]
    [InlineData("user", "lock")]
    [InlineData("maintainer", "lock maintenance")]
    [InlineData("admin", "lock maintenance edit remove")]
    public async Task Should_offer_what_the_role_allows(string role, string actions)
    {
        await using var host = await KeyFile.StartAsync();
        await host.SeedAsync(db => db.Resources.Add(Samples.ResourceRow(1, "board-1")));
        var page = await new Visitor(host.Client, KeyFile.Of(role)).OpenAsync("/resources/1");
        Assert.Equal(
            actions,
            string.Join(' ', page.QuerySelectorAll(".heading a[data-dialog]").Select(link => link.GetAttribute("href")!.Split('/', '?')[3])));
    }

    [Fact]
    public async Task Should_say_that_there_is_none() =>
        Assert.Contains("no resource 1", (await new Visitor(Client).OpenAsync("/resources/1", HttpStatusCode.NotFound)).TextOf("main"), StringComparison.Ordinal);

    [Fact]
    public async Task Should_not_be_sent_again_to_a_script_that_has_it()
    {
        await Host.SeedAsync(db => db.Resources.Add(Samples.ResourceRow(1, "board-1")));
        using var first = await Client.ReadAsync("/resources/1", ("HX-Request", "true"));
        using var second = await Client.ReadAsync("/resources/1", ("HX-Request", "true"), ("If-None-Match", first.Header("ETag")!));
        Host.Clock.Now = Noon.AddHours(1);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        Assert.DoesNotContain("<html", await first.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    private async Task SeedHistoryAsync(DateTimeOffset from)
    {
        await Host.SeedAsync(db => db.Resources.Add(Row(Noon.AddDays(-30))));
        await Host.SeedAsync(db => db.Events.AddRange(Of(1, "LockAcquired", from), Of(2, "LockReleased", from.AddMinutes(30))));

        static Persistence.Events.EventRow Of(long sequence, string type, DateTimeOffset at) => new()
        {
            Sequence = sequence, EventId = Guid.NewGuid(), Type = type, OccurredAt = at, ResourceId = 1, ClientId = "ci-1", Actor = "ci", Body = "{}",
        };
    }

    private static Persistence.Resources.Resource Row(DateTimeOffset createdAt) => new()
    {
        Id = 1, Name = "board-1", MaxLockDuration = 86400, Revision = 7, CreatedAt = createdAt, UpdatedAt = createdAt,
    };
}

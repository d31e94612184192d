using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web.Timeline;

public sealed class When_the_timeline_is_looked_at : GatewayTest
{
    private static DateTimeOffset Noon => MovableClock.Noon;

    [Fact]
    public async Task Should_put_every_resource_against_time()
    {
        await SeedAsync();
        var page = await new Visitor(Client).OpenAsync("/timeline");
        Assert.Equal(["broken", "free", "held", "locked"], page.QuerySelectorAll(".timeline tbody th a").Select(link => link.TextContent));
        Assert.Equal("Free all the time", Label("free"));
        Assert.Equal("Locked by ci-1, 12:00–13:00 at the latest", Label("locked"));
        Assert.Equal("Held for ci-2, 11:59–12:00 at the latest", Label("held"));
        Assert.Equal("Maintenance: rewiring, from 11:30, no end set; Locked by ci-1, 12:00–13:00 at the latest", Label("broken"));
        Markup.HasNothingInline(page);

        string Label(string name) =>
            page.QuerySelectorAll(".timeline tbody tr").Single(row => row.TextOf("th a") == name).QuerySelector("svg[role=img]")!.GetAttribute("aria-label")!;
    }

    [Fact]
    public async Task Should_hatch_maintenance_and_draw_the_present_in_the_middle()
    {
        await SeedAsync();
        var page = await new Visitor(Client).OpenAsync("/timeline?range=1h");
        Assert.Equal("50%", page.QuerySelector(".track .now")!.GetAttribute("x1"));
        var bar = page.QuerySelector("#t4 svg.bar.maintenance")!;

        // The half hour since it began, out of the hour before and the hour after; the time that the test takes counts, too.
        Assert.InRange(Percent("x"), 20, 25);
        Assert.Equal(100, Percent("x") + Percent("width"), 0.1);
        Assert.Equal("url(#hatch)", bar.QuerySelector("rect[fill]")!.GetAttribute("fill"));
        Assert.NotNull(page.QuerySelector("pattern#hatch"));

        double Percent(string attribute) => double.Parse(bar.GetAttribute(attribute)!.TrimEnd('%'), CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("?range=1h", "± 1 hour")]
    [InlineData("?range=24h", "± 24 hours")]
    [InlineData("?range=nonsense", "± 6 hours")]
    [InlineData("", "± 6 hours")]
    public async Task Should_show_the_range_that_is_asked_for(string query, string expected) =>
        Assert.Equal(expected, (await new Visitor(Client).OpenAsync("/timeline" + query)).TextOf(".ranges [aria-current]"));

    [Fact]
    public async Task Should_be_narrowed_down_as_the_list_is_and_keep_it_in_its_links()
    {
        await SeedAsync();
        var page = await new Visitor(Client).OpenAsync("/timeline?range=1h&name=LOCK");
        Assert.Equal("locked", page.TextOf(".timeline tbody th a"));
        Assert.Equal("1 resource", page.TextOf(".count [role=status]"));
        Assert.Equal("/timeline?range=24h&name=LOCK", page.QuerySelectorAll(".ranges a")[^1].GetAttribute("href"));
        Assert.Equal("LOCK", page.QuerySelector("input[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Should_say_what_is_wrong_with_an_expression() =>
        Assert.NotEmpty((await new Visitor(Client).OpenAsync("/timeline?expression=a+%26%26")).TextOf("[role=alert]"));

    [Fact]
    public async Task Should_page_many_resources()
    {
        await Host.SeedAsync(db => db.Resources.AddRange(Enumerable.Range(1, 201).Select(i => Samples.ResourceRow(i, $"board-{i:000}"))));
        var visitor = new Visitor(Client);
        var first = await visitor.OpenAsync("/timeline?range=1h");
        Assert.Equal(200, first.QuerySelectorAll(".timeline tbody tr").Length);
        var second = await visitor.OpenAsync(first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal("board-201", second.TextOf(".timeline tbody th a"));
        Assert.Equal("± 1 hour", second.TextOf(".ranges [aria-current]"));
    }

    [Fact]
    public async Task Should_show_what_others_wrote_as_text()
    {
        const string Hostile = "\"><script>alert(1)</script>";
        await Host.SeedAsync(db =>
        {
            db.Resources.Add(Samples.ResourceRow(1, "<b>board</b>"));
            db.Locks.Add(Samples.LockRow(1, client: Hostile));
        });
        var page = await new Visitor(Client).OpenAsync("/timeline");
        Assert.Equal("<b>board</b>", page.TextOf(".timeline th a"));
        Assert.Equal(Hostile, page.TextOf(".track .bar .fit"));
        Markup.HasNothingInline(page);
    }

    [Fact]
    public async Task Should_read_once_what_is_past_and_add_what_has_happened_since()
    {
        await Host.SeedAsync(db => db.Resources.Add(Samples.ResourceRow(1, "board")));
        await HappenAsync(1, "LockAcquired", -300, "ci-1");
        await HappenAsync(2, "LockReleased", -240, "ci-1");
        var visitor = new Visitor(Client);
        Assert.Equal("Locked by ci-1, 07:00–08:00", Label(await visitor.OpenAsync("/timeline")));

        // It would be missed if it were looked for again.
        await Host.SeedAsync(db => db.Events.Where(e => e.Sequence == 1).ExecuteDelete());
        await HappenAsync(3, "LockAcquired", -120, "ci-2");
        await HappenAsync(4, "LockExpired", -60, "ci-2");
        Assert.Equal("Locked by ci-1, 07:00–08:00; Locked by ci-2, 10:00–11:00", Label(await visitor.OpenAsync("/timeline")));

        static string Label(AngleSharp.Dom.IDocument page) => page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label")!;

        Task HappenAsync(long sequence, string type, int minutes, string client) => Host.SeedAsync(db =>
        {
            db.LedgerHeads.Single().Version++;
            db.Events.Add(new()
            {
                Sequence = sequence, EventId = Guid.NewGuid(), Type = type, OccurredAt = Noon.AddMinutes(minutes), ResourceId = 1, ClientId = client,
                Actor = "ci", Body = "{}",
            });
        });
    }

    [Fact]
    public async Task Should_fold_away_the_fields_that_are_rarely_used_until_one_is()
    {
        var visitor = new Visitor(Client);
        Assert.False(More(await visitor.OpenAsync("/timeline?name=a&tags=b")).HasAttribute("open"));
        Assert.True(More(await visitor.OpenAsync("/timeline?holder=ci")).HasAttribute("open"));

        static AngleSharp.Dom.IElement More(AngleSharp.Dom.IDocument page) => page.QuerySelector(".filter details.more")!;
    }

    private Task SeedAsync() => Host.SeedAsync(db =>
    {
        db.Resources.AddRange(
            Samples.ResourceRow(1, "free"), Samples.ResourceRow(2, "locked"), Samples.ResourceRow(3, "held"), Samples.ResourceRow(4, "broken"));
        db.Locks.AddRange(Samples.LockRow(2), Samples.LockRow(4));
        var reservation = Samples.ReservationRow(Guid.NewGuid(), status: "Fulfilled", client: "ci-2");
        (reservation.FulfilledAt, reservation.ClaimExpiresAt) = (Noon.AddSeconds(-20), Noon.AddSeconds(40));
        db.Reservations.Add(reservation);
        db.SaveChanges();
        db.Holds.Add(new() { ResourceId = 3, ReservationId = reservation.CorrelationId });
        var broken = db.Resources.Single(r => r.Id == 4);
        (broken.Unavailable, broken.UnavailableSince, broken.UnavailableReason) = (true, Noon.AddMinutes(-30), "rewiring");
    });
}

using System.Net;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web;

public sealed class When_resources_are_listed_on_a_page : GatewayTest
{
    private static readonly Guid Together = Guid.Parse("00000000-0000-0000-0000-00000000beef");

    private Browser Browser => new(Client);

    [Theory]
    [InlineData("", "a-1 a-2 b-1 b-2")]
    [InlineData("?name=A-", "a-1 a-2")]
    [InlineData("?tags=usb", "a-2 b-1")]
    [InlineData("?tags=usb,arm", "a-2")]
    [InlineData("?expression=arm+%26%26+!usb", "a-1")]
    [InlineData("?status=locked", "a-1 a-2")]
    [InlineData("?status=unavailable", "b-2")]
    [InlineData("?holder=JOB", "a-1 a-2")]
    [InlineData("?name=&tags=&expression=&status=&holder=&sort=name&order=desc&group=", "b-2 b-1 a-2 a-1")]
    [InlineData("?sort=lock_expires_at", "a-2 a-1 b-1 b-2")]
    [InlineData("?name=%25", "")]
    public async Task Should_show_those_that_are_asked_for_in_the_order_that_is(string query, string names)
    {
        await SeedAsync();
        var page = (await Browser.OpenAsync("/resources" + query)).ShouldBe(HttpStatusCode.OK);
        Assert.Equal(names, string.Join(' ', page.Document.QuerySelectorAll("li.resource .name").Select(name => name.TextContent)));
    }

    [Theory]
    [InlineData("tag", "arm 2, usb 1, no tag 1")]
    [InlineData("status", "Free 1, Locked 2, Maintenance 1")]
    public async Task Should_show_groups(string by, string groups)
    {
        await SeedAsync();
        var page = await Browser.OpenAsync($"/resources?group={by}");
        Assert.Equal(groups, string.Join(", ", page.Document.QuerySelectorAll("main h2").Select(title => string.Join(' ', title.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
    }

    [Fact]
    public async Task Should_show_together_what_one_holder_has()
    {
        await SeedAsync();
        var page = await Browser.OpenAsync("/resources?group=holder");
        Assert.Equal("job-9, reservation 0000beef", page.Document.QuerySelector("main h2")!.FirstChild!.TextContent.Trim());
        Assert.Equal(2, page.Document.QuerySelectorAll(".together").Length);
    }

    [Fact]
    public async Task Should_say_status_and_reason_in_words()
    {
        await SeedAsync();
        var page = await Browser.OpenAsync("/resources");
        Assert.Equal(["Locked", "Locked", "Free", "Maintenance"], page.Document.QuerySelectorAll(".badge").Select(badge => badge.TextContent));
        Assert.Contains("broken fan until 13:00", string.Join(' ', page.One("#r4 .reason").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal("2030-01-01T12:04:00Z", page.One("#r2 [data-expires-at]").GetAttribute("data-expires-at"));

        // The database's clock goes on while the page is made.
        Assert.Matches("^(4 min 00|3 min \\d\\d) s ends soon$", page.One("#r2 .countdown").TextContent);
        Assert.True(page.One("#r1 [data-warning]").HasAttribute("hidden"));
    }

    [Theory]
    [InlineData("expression=arm+%26%26", "expression")]
    [InlineData("tags=%C3%A4", "tags")]
    [InlineData("status=lost", "status")]
    public async Task Should_say_what_is_wrong_with_a_filter(string query, string field)
    {
        await SeedAsync();
        var page = (await Browser.OpenAsync($"/resources?{query}")).ShouldBe(HttpStatusCode.OK);
        Assert.StartsWith(field, page.One("#live .error").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("li.resource"));
    }

    [Fact]
    public async Task Should_show_a_thousand_on_a_page_and_lead_to_the_rest()
    {
        await Host.SeedAsync(db => db.Resources.AddRange(Enumerable.Range(1, 1001).Select(id => Samples.ResourceRow(id, $"board-{id:0000}", "arm"))));
        var page = await Browser.OpenAsync("/resources");
        Assert.Equal(1000, page.Document.QuerySelectorAll("li.resource").Length);
        Assert.Contains("1,001 resources", page.Words, StringComparison.Ordinal);
        var rest = await Browser.OpenAsync(page.One(".pager a").GetAttribute("href")!);
        Assert.Equal("board-1001", rest.One("li.resource .name").TextContent);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?name=a&tags=usb&page=2", false)]
    [InlineData("?expression=usb", true)]
    [InlineData("?status=locked", true)]
    [InlineData("?order=desc", true)]
    [InlineData("?group=tag", true)]
    public async Task Should_fold_away_the_fields_that_are_rarely_used_until_one_is(string query, bool open)
    {
        var page = await Browser.OpenAsync("/resources" + query);
        Assert.Equal(open, page.One(".filter details.more").HasAttribute("open"));
        Assert.Equal(["name", "tags"], page.Document.QuerySelectorAll(".filter > label [name]").Select(field => field.GetAttribute("name")));
    }

    [Fact]
    public async Task Should_tell_the_first_tags_and_what_the_description_says_once()
    {
        await Host.SeedAsync(db =>
        {
            var row = Samples.ResourceRow(1, "board", "a", "b", "c", "rpi-4", "d", "e", "f", "g", "rpi");
            row.Description = "rpi-4 in the lab";
            db.Resources.Add(row);
        });
        var page = await Browser.OpenAsync("/resources");
        Assert.Equal(["a", "b", "c", "d", "e", "f", "+2"], page.Document.QuerySelectorAll("#r1 .tag").Select(tag => tag.TextContent));
        var rest = page.Document.QuerySelectorAll("#r1 .tag")[^1];
        Assert.Equal(("/resources/1", "2 more tags of board"), (rest.GetAttribute("href"), rest.GetAttribute("aria-label")));
    }

    private Task SeedAsync() => Host.SeedAsync(db =>
    {
        var broken = Samples.ResourceRow(4, "b-2");
        (broken.Unavailable, broken.UnavailableReason, broken.UnavailableUntil) = (true, "broken fan", MovableClock.Noon.AddHours(1));
        db.AddRange(
            Samples.ResourceRow(1, "a-1", "arm"), Samples.ResourceRow(2, "a-2", "arm", "usb"), Samples.ResourceRow(3, "b-1", "usb"), broken,
            Lock(1, 3600), Lock(2, 240));
    });

    private static RentABot.Persistence.Locks.ResourceLock Lock(long id, int seconds)
    {
        var sample = Samples.LockRow(id, seconds, "job-9");
        return new RentABot.Persistence.Locks.ResourceLock
        {
            Id = sample.Id,
            FencingToken = sample.FencingToken,
            ResourceId = id,
            ResourceName = sample.ResourceName,
            ClientId = sample.ClientId,
            TokenKey = sample.TokenKey,
            AcquiredAt = sample.AcquiredAt,
            ExpiresAt = sample.ExpiresAt,
            WarningAt = sample.WarningAt,
            Warned = false,
            ReservationId = Together,
        };
    }
}

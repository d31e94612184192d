using System.Net;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Audit;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence.Audit;

namespace RentABot.Gateway.Tests.Web.Audit;

public sealed class When_the_audit_page_is_searched : GatewayTest
{
    private static readonly Guid Reservation = Guid.Parse("0198f0a0-0000-7000-8000-000000000001");

    [Fact]
    public async Task Should_tell_the_newest_first_and_mark_what_was_refused()
    {
        await WriteAsync();
        var page = await new Visitor(Client).OpenAsync("/audit");
        Assert.Equal(
            ["refused Request refused", "Joined the queue", "Unlocked", "Locked"],
            page.QuerySelectorAll("table.audit tbody th").Select(what => Markup.Plain(what.TextContent)));
        Assert.Equal("/resources/7", page.QuerySelector("table.audit tbody tr:last-child a")!.GetAttribute("href"));
        Assert.False(page.QuerySelector("table.audit details")!.HasAttribute("open"));
        Assert.Equal("{ \"status\": 403, \"path\": \"<b>\" }", page.TextOf("table.audit pre"));
        Markup.HasNothingInline(page);
    }

    [Theory]
    [InlineData("?actor=eve", 1)]
    [InlineData("?actor=&event_type=&success=", 4)]
    [InlineData("?event_type=LockReleased", 1)]
    [InlineData("?success=false", 1)]
    [InlineData("?resource_id=7&success=true", 2)]
    [InlineData("?reservation_id=0198f0a0-0000-7000-8000-000000000001", 1)]
    [InlineData("?from=2026-11-01T12:00&success=true", 3)]
    [InlineData("?to=2026-11-01T12:00", 0)]
    public async Task Should_find_what_is_searched_for(string query, int count)
    {
        await WriteAsync();
        var page = await new Visitor(Client).OpenAsync("/audit" + query);
        Assert.Equal(count, page.QuerySelectorAll("table.audit tbody tr").Length);
    }

    [Fact]
    public async Task Should_keep_what_was_searched_for_and_say_what_is_wrong_with_it()
    {
        var page = await new Visitor(Client).OpenAsync("/audit?resource_id=board&actor=eve", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("board", page.QuerySelector("#resource_id")!.GetAttribute("value"));
        Assert.Equal("eve", page.QuerySelector("#actor")!.GetAttribute("value"));
        Assert.Equal("true", page.QuerySelector("#resource_id")!.GetAttribute("aria-invalid"));
        Assert.Equal("must be a whole number", page.TextOf("#resource_id-error"));
        Assert.True(page.QuerySelector(".filter details.more")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Should_say_that_there_is_no_such_kind_of_row()
    {
        var page = await new Visitor(Client).OpenAsync("/audit?event_type=Nonsense", HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("must be one of LockAcquired, ", page.TextOf("#event_type-error"), StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector("#event_type")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Should_lead_to_what_is_older_and_back_with_the_search()
    {
        await Host.AppendAsync([.. Enumerable.Range(0, 150).Select(i => new EventSketch("LockAcquired") { ResourceId = i % 2 + 1 })]);
        await Host.AppendAsync([.. Enumerable.Range(0, 100).Select(_ => new EventSketch("LockAcquired") { ResourceId = 1 })]);
        var visitor = new Visitor(Client);
        var first = await visitor.OpenAsync("/audit?resource_id=1");
        Assert.Null(first.QuerySelector(".pager a[rel=first]"));
        var second = await visitor.OpenAsync(first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal((100, 75), (Rows(first), Rows(second)));
        Assert.Null(second.QuerySelector(".pager a[rel=next]"));
        Assert.Equal("/audit?resource_id=1", second.QuerySelector(".pager a[rel=first]")!.GetAttribute("href"));

        static int Rows(AngleSharp.Dom.IDocument page) => page.QuerySelectorAll("table.audit tbody tr").Length;
    }

    [Theory]
    [InlineData("readonly", HttpStatusCode.Forbidden)]
    [InlineData("maintainer", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Should_be_for_admins(string role, HttpStatusCode status)
    {
        await using var host = await KeyFile.StartAsync();
        await new Visitor(host.Client, KeyFile.Of(role)).OpenAsync("/audit", status);
    }

    private async Task WriteAsync()
    {
        await Host.AppendAsync(
            new EventSketch("LockAcquired") { ResourceId = 7, ClientId = "job-1" },
            new EventSketch("LockReleased") { ResourceId = 7 },
            new EventSketch("ReservationQueued") { ReservationId = Reservation, Actor = "boss" });
        await Host.SeedAsync(db => db.RefusedAttempts.Add(new RefusedAttempt
        {
            Sequence = 3, Type = RefusalTypes.Request, OccurredAt = Trail.Began, Actor = "eve", ResourceId = 7, Details = """{"status":403,"path":"<b>"}""",
        }));
    }
}

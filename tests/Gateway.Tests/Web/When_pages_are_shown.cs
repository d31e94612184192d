using System.Net;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web;

public sealed class When_pages_are_shown : GatewayTest
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>As hostile as texts can be that are kept as they were written.</summary>
    private const string Hostile = "<script>alert(1)</script><img/src=x/onerror=alert(2)>\"'>&amp;";

    private Browser Browser => new(Client);

    public static TheoryData<string, string> Pages => new()
    {
        { "/", "Overview" },
        { "/resources", "Resources" },
        { "/resources?group=tag&sort=status&order=desc", "Resources" },
        { "/resources?group=holder", "Resources" },
        { "/resources/new", "Add a resource" },
        { "/resources/1/lock", "Lock board-1" },
        { "/resources/2/unlock", "Unlock board-2" },
        { "/resources/2/extend", "Extend the lock of board-2" },
        { "/resources/2/force-unlock", "Force off the lock of board-2" },
        { "/resources/1/maintenance", "Maintenance of board-1" },
        { "/resources/3/available", "Bring board-3 back" },
        { "/resources/1/edit", "Edit board-1" },
        { "/resources/2/remove", "Remove board-2" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Should_be_whole_and_carry_nothing_that_the_policy_forbids(string address, string title)
    {
        await SeedAsync();
        var page = (await Browser.OpenAsync(address)).ShouldBe(HttpStatusCode.OK);
        Assert.Equal(title, page.Title);
        Assert.Equal(Policy, page.Headers["Content-Security-Policy"]);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Equal("en", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("#main", page.Document.QuerySelector("body a")!.GetAttribute("href"));
        Assert.Single(page.Document.QuerySelectorAll("main"));
        ShouldBePlain(page);
        Assert.All(page.Document.QuerySelectorAll("input:not([type=hidden]), select, textarea"), field =>
            Assert.True(field.Closest("label") is not null || page.Document.QuerySelector($"label[for='{field.Id}']") is not null, field.OuterHtml));
    }

    [Fact]
    public async Task Should_be_made_of_what_this_host_serves()
    {
        var page = await Browser.OpenAsync("/");
        var assets = page.Document.QuerySelectorAll("link[href], script[src], img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        Assert.True(assets.Count > 5);
        foreach (var asset in assets)
        {
            Assert.StartsWith("/assets/", asset, StringComparison.Ordinal);
            using var response = await Client.ReadAsync(asset);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.CacheControl is { Public: true, MaxAge: { TotalDays: 365 } }, asset);
        }
    }

    [Theory]
    [InlineData("vendor/htmx/LICENSE")]
    [InlineData("vendor/htmx-ext-sse/LICENSE")]
    [InlineData("vendor/idiomorph/LICENSE")]
    [InlineData("vendor/pico/LICENSE.md")]
    [InlineData("vendor/README.md")]
    public async Task Should_serve_the_licences_of_what_others_wrote(string path)
    {
        using var response = await Client.ReadAsync($"/assets/{path}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Should_write_what_others_said_as_text()
    {
        await Host.SeedAsync(db =>
        {
            var (hostile, held) = (Samples.ResourceRow(1, "<script>alert(0)</script>", "arm"), Samples.ResourceRow(2, "b", "arm"));
            (hostile.Description, hostile.Unavailable, hostile.UnavailableReason) = (Hostile, true, Hostile);
            db.AddRange(hostile, held, Samples.LockRow(2, client: Hostile), Samples.ReservationRow(Guid.NewGuid(), client: Hostile));
        });
        foreach (var address in new[] { "/", "/resources", "/resources?group=holder", $"/resources?name={Uri.EscapeDataString(Hostile)}", "/resources/1/edit", "/resources/2/force-unlock", "/resources/1/maintenance?return=javascript:alert(1)" })
        {
            var page = (await Browser.OpenAsync(address)).ShouldBe(HttpStatusCode.OK);
            ShouldBePlain(page);
            Assert.Contains("alert", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<img/src", page.Text, StringComparison.Ordinal);
            Assert.All(page.Links("a[href]"), link => Assert.StartsWith(link[0] == '#' ? "#" : "/", link, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Should_say_in_words_what_is_not_there_and_to_programs_in_their_way()
    {
        var page = (await Browser.OpenAsync("/resources/77/lock")).ShouldBe(HttpStatusCode.NotFound);
        Assert.Contains("There is no resource 77.", page.Words, StringComparison.Ordinal);
        Assert.Equal(Policy, page.Headers["Content-Security-Policy"]);
        Assert.Contains("nothing at this address", (await Browser.OpenAsync("/nowhere")).Words, StringComparison.Ordinal);
        await Client.ReadAsync("/nowhere").ProblemAsync(404, "not_found");
        await Client.ReadAsync("resources/77", ("Accept", "text/html")).ProblemAsync(404, "resource_not_found");
    }

    [Fact]
    public async Task Should_give_htmx_the_content_alone_and_only_when_it_has_changed()
    {
        await SeedAsync();
        var page = (await Browser.OpenAsync("/resources?name=board", ("HX-Request", "true"))).ShouldBe(HttpStatusCode.OK);
        Assert.DoesNotContain("<html", page.Text, StringComparison.Ordinal);
        Assert.Equal(3, page.One("#live").QuerySelectorAll("li.resource").Length);
        Assert.Equal("HX-Request", page.Headers["Vary"]);
        Assert.Equal("/resources?name=board", page.Headers["HX-Replace-Url"]);
        var tag = page.Headers["ETag"];
        (await Browser.OpenAsync("/resources?name=board", ("HX-Request", "true"), ("If-None-Match", tag))).ShouldBe(HttpStatusCode.NotModified);
        (await Browser.OpenAsync("/resources?name=b", ("HX-Request", "true"), ("If-None-Match", tag))).ShouldBe(HttpStatusCode.OK);
        (await Browser.OpenAsync("/resources?name=board", ("If-None-Match", tag))).ShouldBe(HttpStatusCode.OK);
        await Host.SeedAsync(db => db.LedgerHeads.Single().Version++);
        (await Browser.OpenAsync("/resources?name=board", ("HX-Request", "true"), ("If-None-Match", tag))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_not_be_part_of_the_api_document()
    {
        var document = await Client.ReadAsync("/openapi/v1.json").JsonAsync();
        Assert.All(document.GetProperty("paths").Fields(), path => Assert.Matches("^/(api/v1|health|readiness|ws)", path));
    }

    private static void ShouldBePlain(Page page)
    {
        Assert.All(page.Document.QuerySelectorAll("script"), script => Assert.NotNull(script.GetAttribute("src")));
        Assert.Empty(page.Document.QuerySelectorAll("style, iframe, object, base"));
        Assert.All(page.Document.All, element => Assert.DoesNotContain(
            element.Attributes, attribute => attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    private Task SeedAsync() => Host.SeedAsync(db =>
    {
        var broken = Samples.ResourceRow(3, "board-3", "x86");
        (broken.Unavailable, broken.UnavailableReason) = (true, "fan");
        db.AddRange(Samples.ResourceRow(1, "board-1", "arm"), Samples.ResourceRow(2, "board-2", "arm", "usb"), broken, Samples.LockRow(2));
    });
}

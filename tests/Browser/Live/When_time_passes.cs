using RentABot.Browser.Support;

namespace RentABot.Browser.Live;

[Collection(AtTheBench.Name)]
public sealed class When_time_passes(OpenSite site) : PageTest(site)
{
    private const string Soon = "ends soon";

    [Fact]
    public async Task Should_count_down()
    {
        await Site.LockAsync(await Site.AddAsync("counts"), "nightly");
        var page = await OpenAsync("/resources?name=counts");
        var left = page.Resource("counts").Locator("[data-left]");
        var before = await left.InnerTextAsync();
        await page.Clock.InstallAsync();
        await page.ListenAsync("/resources?name=counts");
        await page.Clock.FastForwardAsync("10:00");
        await Assertions.Expect(left).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^49 min|^50 min"));
        Assert.DoesNotContain("50 min", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_warn_in_the_last_five_minutes()
    {
        await Site.LockAsync(await Site.AddAsync("warns"), "nightly", ttl: 420);
        var page = await VisitAsync();
        await page.Clock.InstallAsync();
        await page.ListenAsync("/resources?name=warns");
        var line = page.Resource("warns");
        await Assertions.Expect(line.GetByText(Soon)).ToBeHiddenAsync();
        var calm = await ColourAsync(line);
        await page.Clock.FastForwardAsync("03:00");
        await Assertions.Expect(line.GetByText(Soon)).ToBeVisibleAsync();
        Assert.NotEqual(calm, await ColourAsync(line));
    }

    [Fact]
    public async Task Should_go_by_the_clock_of_the_service()
    {
        await Site.LockAsync(await Site.AddAsync("skewed"), "nightly");
        var page = await VisitAsync();
        await page.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().AddHours(5).UtcDateTime });
        await page.ListenAsync("/resources?name=skewed");
        await Assertions.Expect(page.Resource("skewed").Locator("[data-left]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^59 min|^1 h 00 min"));
    }

    [Fact]
    public async Task Should_show_by_itself_that_a_lock_has_ended()
    {
        var id = await Site.AddAsync("ends");
        var page = await VisitAsync();
        await page.ListenAsync("/resources?name=ends");
        await Site.LockAsync(id, "short", ttl: 2);
        await Assertions.Expect(page.Resource("ends")).ToContainTextAsync("short");
        await Assertions.Expect(page.Resource("ends")).ToContainTextAsync("Free");
        await Assertions.Expect(page.Action("Lock", "ends")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Should_warn_without_a_script_too()
    {
        await Site.LockAsync(await Site.AddAsync("plain"), "nightly", ttl: 200);
        var page = await OpenAsync("/resources?name=plain", new() { JavaScriptEnabled = false });
        await Assertions.Expect(page.Resource("plain").GetByText(Soon)).ToBeVisibleAsync();
        await Assertions.Expect(page.Resource("plain")).ToContainTextAsync("3 min");
    }

    private static Task<string> ColourAsync(ILocator line) => line.Locator("[data-left]").EvaluateAsync<string>("e => getComputedStyle(e).color");
}

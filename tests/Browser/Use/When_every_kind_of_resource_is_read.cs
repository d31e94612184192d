using RentABot.Browser.Support;

namespace RentABot.Browser.Use;

/// <summary>One of each kind: what shuts nobody out here does so in a list of any length.</summary>
[Collection(AtTheBench.Name)]
public sealed class When_every_kind_of_resource_is_read(OpenSite site) : PageTest(site)
{
    private const string Tag = "kinds";

    private static readonly string[] Lists = ["/resources?tags=kinds", "/resources?tags=kinds&group=holder", "/timeline?tags=kinds", "/queue"];

    [Fact]
    public async Task Should_shut_nobody_out()
    {
        await MakeAsync();
        var page = await OpenAsync(Lists[0], new() { ReducedMotion = ReducedMotion.Reduce });
        await page.ChooseAsync("Lock", "kind-own");
        await page.SubmitAsync("Lock");
        await Assertions.Expect(page.Resource("kind-own")).ToContainTextAsync("Yours");
        foreach (var (name, told) in ((string, string)[])
            [
                ("kind-free", "Free"), ("kind-locked", "nightly"), ("kind-soon", "ends soon"), ("kind-gathered", "for a reservation"),
                ("kind-pair-1", "one of 2 together"), ("kind-set-aside", "Held"), ("kind-out", "no end set"), ("kind-back", "until"),
                ("kind-planned", "maintenance from"), ("kind-both", "Maintenance"),
            ])
        {
            await Assertions.Expect(page.Resource(name)).ToContainTextAsync(told);
        }

        foreach (var list in Lists)
        {
            await page.GotoAsync(list);
            await Accessibility.HoldsHoweverItIsSeenAsync(page);
        }
    }

    [Fact]
    public async Task Should_shut_nobody_out_of_what_opens()
    {
        await Site.LockAsync(await Site.AddAsync("opened", "opens"), "nightly");
        var page = await OpenAsync("/resources?tags=opens", new() { ReducedMotion = ReducedMotion.Reduce });
        await page.Menu("opened").ClickAsync();
        await Assertions.Expect(page.Action("Force off", "opened")).ToBeVisibleAsync();
        await Accessibility.HoldsHoweverItIsSeenAsync(page);
        await page.ChooseAsync("Force off", "opened");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Accessibility.HoldsHoweverItIsSeenAsync(page);
    }

    private async Task MakeAsync()
    {
        await AddAsync("free");
        await AddAsync("own");
        await Site.SendAsync(HttpMethod.Post, $"resources/{await AddAsync("locked")}/lock", new { client_id = "nightly", details = "next-20261126" });
        await Site.LockAsync(await AddAsync("soon"), "build-4723", ttl: 240);
        await Site.LockAsync(await AddAsync("gathered-away", "gathered"), "bisect");
        await AddAsync("gathered", "gathered");
        await Site.ReserveAsync("gathered", "collector", quantity: 2);
        await AddAsync("pair-1", "paired");
        await AddAsync("pair-2", "paired");
        await Site.SendAsync(HttpMethod.Post, $"reservations/{await Site.ReserveAsync("paired", "pair", quantity: 2)}/claim");
        await AddAsync("set-aside", "asides");
        await Site.ReserveAsync("asides", "joris");
        var evening = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(3);
        await TakeOutAsync(await AddAsync("out"), new { reason = "serial console lost" });
        await TakeOutAsync(await AddAsync("back"), new { reason = "new SD card", until = evening });
        await TakeOutAsync(await AddAsync("planned"), new { reason = "rack moves", from = evening, until = evening.AddHours(4) });
        var both = await AddAsync("both");
        await Site.LockAsync(both, "anna");
        await TakeOutAsync(both, new { reason = "fan hums" });
    }

    private Task<long> AddAsync(string kind, params string[] tags) => Site.AddAsync($"kind-{kind}", [Tag, .. tags]);

    private async Task TakeOutAsync(long id, object why) => await Site.SendAsync(HttpMethod.Post, $"resources/{id}/unavailable", why);
}

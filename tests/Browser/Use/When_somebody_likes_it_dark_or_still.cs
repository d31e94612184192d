using RentABot.Browser.Support;

namespace RentABot.Browser.Use;

[Collection(AtTheBench.Name)]
public sealed class When_somebody_likes_it_dark_or_still(OpenSite site) : PageTest(site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_as_dark_as_the_reader_likes_it(bool script)
    {
        var light = await OpenAsync("/", new() { ColorScheme = ColorScheme.Light, JavaScriptEnabled = script });
        var dark = await OpenAsync("/", new() { ColorScheme = ColorScheme.Dark, JavaScriptEnabled = script });
        Assert.True(await LightnessAsync(light) > 200);
        Assert.True(await LightnessAsync(dark) < 60);
    }

    [Fact]
    public async Task Should_keep_the_theme_that_was_chosen()
    {
        var page = await OpenAsync("/", new() { ColorScheme = ColorScheme.Light });
        var theme = page.GetByRole(AriaRole.Button, new() { Name = "Theme" });
        await theme.ClickAsync();
        await theme.ClickAsync();
        await Assertions.Expect(theme).ToContainTextAsync("dark");
        await page.GotoAsync("/resources");
        await Assertions.Expect(theme).ToContainTextAsync("dark");
        Assert.True(await LightnessAsync(page) < 60);
        await Accessibility.HoldsAsync(page);
    }

    [Fact]
    public async Task Should_move_nothing_for_who_likes_it_still()
    {
        var id = await Site.AddAsync("motionless");
        var page = await VisitAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.ListenAsync("/resources?name=motionless");
        await page.ChooseAsync("Lock", "motionless");
        await Site.LockAsync(id, "nightly", ttl: 200);
        await Assertions.Expect(page.Resource("motionless")).ToContainTextAsync("nightly");
        Assert.Equal(0, await page.EvaluateAsync<int>(
            "() => document.getAnimations().filter(a => a.effect.getComputedTiming().duration > 1 && a.playState === 'running').length"));
    }

    /// <summary>Of the page's ground, 0 to 255.</summary>
    private static Task<double> LightnessAsync(IPage page) => page.EvaluateAsync<double>("""
        () => {
            const ground = [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor).find(c => c !== 'rgba(0, 0, 0, 0)');
            const [r, g, b] = ground.match(/[\d.]+/g).map(Number);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        }
        """);
}

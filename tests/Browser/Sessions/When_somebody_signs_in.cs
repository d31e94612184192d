using System.Text.RegularExpressions;
using RentABot.Browser.Support;

namespace RentABot.Browser.Sessions;

[Collection(BehindKeys.Name)]
public sealed partial class When_somebody_signs_in(GuardedSite site) : PageTest(site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_ask_for_a_key_and_go_on_where_one_wanted_to(bool script)
    {
        var page = await OpenAsync("/resources?name=bench", new() { JavaScriptEnabled = script });
        await Assertions.Expect(page).ToHaveURLAsync(SignInAddress());
        await page.SignInAsync(GuardedSite.KeyOf("user"));
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(Site.Address, "/resources?name=bench").ToString());
        await Assertions.Expect(page.GetByText("ci user")).ToBeVisibleAsync();
        await Assertions.Expect(page.Resource("bench.first")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Should_keep_the_session_from_scripts_and_other_sites()
    {
        var page = await OpenAsync("/");
        await page.SignInAsync(GuardedSite.KeyOf("user"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        var cookies = await page.Context.CookiesAsync();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.True(cookie.HttpOnly, cookie.Name);
            Assert.NotEqual(SameSiteAttribute.None, cookie.SameSite);
            Assert.DoesNotContain(GuardedSite.KeyOf("user"), cookie.Value, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_turn_a_wrong_key_away_in_words(bool script)
    {
        Expect(401);
        var page = await OpenAsync("/sign-in", new() { JavaScriptEnabled = script });
        await page.SignInAsync(GuardedSite.WrongKey);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No such key");
        Assert.DoesNotContain(GuardedSite.WrongKey, await page.ContentAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/");
        await Assertions.Expect(page).ToHaveURLAsync(SignInAddress());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_nobody_after_signing_out(bool script)
    {
        var page = await OpenAsync("/", new() { JavaScriptEnabled = script });
        await page.SignInAsync(GuardedSite.KeyOf("admin"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(SignInAddress());
        await page.GotoAsync("/audit");
        await Assertions.Expect(page).ToHaveURLAsync(SignInAddress());
    }

    [Fact]
    public async Task Should_never_be_led_to_another_site()
    {
        var page = await OpenAsync("/sign-in?return=https%3A%2F%2Fevil.example%2F");
        await page.SignInAsync(GuardedSite.KeyOf("user"));
        await Assertions.Expect(page).ToHaveURLAsync(Site.Address.ToString());
    }

    [Fact]
    public async Task Should_shut_nobody_out()
    {
        Expect(401);
        var page = await OpenAsync("/sign-in", new() { ReducedMotion = ReducedMotion.Reduce });
        await Accessibility.HoldsHoweverItIsSeenAsync(page);
        await page.SignInAsync(GuardedSite.WrongKey);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Accessibility.HoldsHoweverItIsSeenAsync(page);
    }

    [GeneratedRegex("/sign-in(\\?|$)")]
    private static partial Regex SignInAddress();
}

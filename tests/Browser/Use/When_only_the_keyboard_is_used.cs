using RentABot.Browser.Support;

namespace RentABot.Browser.Use;

[Collection(AtTheBench.Name)]
public sealed class When_only_the_keyboard_is_used(OpenSite site) : PageTest(site)
{
    [Fact]
    public async Task Should_lead_past_the_navigation_to_the_content()
    {
        var page = await OpenAsync("/resources");
        await page.Keyboard.PressAsync("Tab");
        var skip = page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" });
        await Assertions.Expect(skip).ToBeFocusedAsync();
        await Assertions.Expect(skip).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));
    }

    [Fact]
    public async Task Should_show_where_one_is_all_the_way_in_the_order_of_reading()
    {
        await Site.AddAsync("tabbed");
        var page = await OpenAsync("/resources?name=tabbed");
        var places = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var place = await page.EvaluateAsync<string>("""
                () => {
                    const e = document.activeElement;
                    if (e === document.body) return '';
                    const style = getComputedStyle(e);
                    const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
                    return `${seen ? '' : 'UNSEEN '}${e.ariaLabel ?? e.name ?? ''} ${e.textContent.trim().slice(0, 30)}`.trim();
                }
                """);
            if (place.Length == 0) break;
            places.Add(place);
        }

        Assert.DoesNotContain(places, place => place.StartsWith("UNSEEN", StringComparison.Ordinal));
        Assert.Equal(places.Distinct().Count(), places.Count);
        var order = new[] { "Skip to content", "Overview", "Queue", "name", "Lock tabbed Lock" };
        Assert.Equal(order, places.Where(order.Contains));
    }

    [Fact]
    public async Task Should_keep_the_focus_in_a_form_and_give_it_back()
    {
        await Site.AddAsync("focused");
        var page = await VisitAsync();
        await page.ListenAsync("/resources?name=focused");
        var opener = page.Action("Lock", "focused");
        await opener.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("For", new() { Exact = true })).ToBeFocusedAsync();
        for (var i = 0; i < 8; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>(
                "() => document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement)"));
        }

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(opener).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Should_open_and_close_the_menu_of_a_resource()
    {
        await Site.AddAsync("menued");
        var page = await VisitAsync();
        await page.ListenAsync("/resources?name=menued");
        await page.Menu("menued").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Action("Maintenance", "menued")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Action("Maintenance", "menued")).ToBeHiddenAsync();
        await Assertions.Expect(page.Menu("menued")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Should_lock_and_unlock()
    {
        await Site.AddAsync("keyed");
        var page = await VisitAsync();
        await page.ListenAsync("/resources?name=keyed");
        await page.Action("Lock", "keyed").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("For", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("anna");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Resource("keyed")).ToContainTextAsync("anna");
        await page.Action("Unlock", "keyed").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Form()).ToBeVisibleAsync();
        await page.Form().GetByRole(AriaRole.Button, new() { Name = "Unlock" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Resource("keyed")).ToContainTextAsync("Free");
    }
}

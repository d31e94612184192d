using System.Text.RegularExpressions;
using RentABot.Browser.Support;

namespace RentABot.Browser.Resources;

[Collection(AtTheBench.Name)]
public sealed partial class When_resources_are_looked_for(OpenSite site) : PageTest(site)
{
    [Fact]
    public async Task Should_follow_what_is_typed_and_keep_the_focus_and_the_address()
    {
        await Site.AddAsync("typed-north", "shelf");
        await Site.AddAsync("typed-south", "shelf");
        var page = await OpenAsync("/resources");
        await Assertions.Expect(page.Resource("typed-north")).ToBeVisibleAsync();

        var field = page.GetByRole(AriaRole.Searchbox, new() { Name = "Name" });
        await field.PressSequentiallyAsync("typed-s");
        await Assertions.Expect(page.Resource("typed-north")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Resource("typed-south")).ToBeVisibleAsync();
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveValueAsync("typed-s");
        await Assertions.Expect(page).ToHaveURLAsync(NameInAddress());

        await page.ReloadAsync();
        await Assertions.Expect(field).ToHaveValueAsync("typed-s");
        await Assertions.Expect(page.Resource("typed-north")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Should_go_back_to_the_page_before_and_not_through_every_letter()
    {
        await Site.AddAsync("back-north", "shelf");
        var page = await OpenAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Resources", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Name" }).PressSequentiallyAsync("back");
        await Assertions.Expect(page.Resource("bench.first")).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Overview");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_narrow_down_by_every_field(bool script)
    {
        var free = $"narrow-{script}-free";
        var held = $"narrow-{script}-held";
        await Site.AddAsync(free, "narrow", "usb");
        await Site.LockAsync(await Site.AddAsync(held, "narrow"), $"holder-{script}");
        foreach (var (field, value, shown, hidden) in ((string, string, string, string)[])
            [
                ("Tags", "narrow,usb", free, held),
                ("Expression", "narrow && !usb", held, free),
                ("Holder", $"holder-{script}", held, free),
            ])
        {
            var page = await OpenAsync("/resources?name=narrow", new() { JavaScriptEnabled = script });
            await page.GetByRole(AriaRole.Searchbox, new() { Name = field }).FillAsync(value);
            await FilterAsync(page, script);
            await Assertions.Expect(page.Resource(hidden)).ToHaveCountAsync(0);
            await Assertions.Expect(page.Resource(shown)).ToBeVisibleAsync();
            await page.CloseAsync();
        }

        var list = await OpenAsync("/resources?name=narrow", new() { JavaScriptEnabled = script });
        await list.Locator("select[name=status]").SelectOptionAsync(new SelectOptionValue { Label = "Locked" });
        await FilterAsync(list, script);
        await Assertions.Expect(list.Resource(free)).ToHaveCountAsync(0);
        await Assertions.Expect(list.Resource(held)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Should_say_what_is_wrong_with_an_expression()
    {
        Expect(422);
        var page = await OpenAsync("/resources");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Expression" }).FillAsync("arm64 &&");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("expression");
    }

    [Fact]
    public async Task Should_show_what_belongs_together()
    {
        await Site.AddAsync("together-1", "together");
        await Site.AddAsync("together-2", "together");
        await Site.SendAsync(HttpMethod.Post, "resources/lock", new { tags = "together", quantity = 2, client_id = "pair" });
        var page = await OpenAsync("/resources?tags=together");
        await page.Locator("select[name=group]").SelectOptionAsync(new SelectOptionValue { Label = "holder" });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync("pair");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync("2");
    }

    [Fact]
    public async Task Should_put_them_in_the_order_that_is_asked_for()
    {
        await Site.AddAsync("order-a", "order");
        await Site.AddAsync("order-b", "order");
        var page = await OpenAsync("/resources?tags=order");
        await Assertions.Expect(page.Locator("li.resource .name")).ToHaveTextAsync(["order-a", "order-b"]);
        await page.Locator("select[name=order]").SelectOptionAsync("desc");
        await Assertions.Expect(page.Locator("li.resource .name")).ToHaveTextAsync(["order-b", "order-a"]);
    }

    private static async Task FilterAsync(IPage page, bool script)
    {
        if (!script) await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
    }

    [GeneratedRegex("[?&]name=typed-s(&|$)")]
    private static partial Regex NameInAddress();
}

using RentABot.Browser.Support;

namespace RentABot.Browser.Live;

[Collection(AtTheBench.Name)]
public sealed class When_something_changes(OpenSite site) : PageTest(site)
{
    [Fact]
    public async Task Should_show_one_what_another_does()
    {
        await Site.AddAsync("shared");
        var one = await VisitAsync();
        await one.ListenAsync("/resources?name=shared");
        var other = await OpenAsync("/resources?name=shared");

        await other.ChooseAsync("Lock", "shared");
        await other.GetByLabel("For whom").FillAsync("anna");
        await other.SubmitAsync("Lock");
        await Assertions.Expect(one.Resource("shared")).ToContainTextAsync("anna");
        await Assertions.Expect(one.Resource("shared")).Not.ToContainTextAsync("Yours");

        await other.ChooseAsync("Unlock", "shared");
        await other.SubmitAsync("Unlock");
        await Assertions.Expect(one.Resource("shared")).ToContainTextAsync("Free");
    }

    [Fact]
    public async Task Should_leave_filter_focus_scroll_and_open_menus_as_they_are()
    {
        var ids = new List<long>();
        for (var i = 0; i < 40; i++) ids.Add(await Site.AddAsync($"still-{i:00}", "still"));
        var page = await VisitAsync();
        await page.ListenAsync("/resources?tags=still");
        await page.EvaluateAsync("() => window.scrollTo(0, 900)");
        await page.Menu("still-20").ClickAsync();
        var edit = page.Action("Edit", "still-20");
        await edit.FocusAsync();
        var before = await TopOfAsync(page, "still-18");

        await Site.LockAsync(ids[0], "nightly");
        await Site.LockAsync(ids[20], "nightly");
        await Site.AddAsync("elsewhere");
        await Assertions.Expect(page.Resource("still-20")).ToContainTextAsync("nightly");
        await Assertions.Expect(edit).ToBeVisibleAsync();
        await Assertions.Expect(edit).ToBeFocusedAsync();
        await Assertions.Expect(page.Resource("elsewhere")).ToHaveCountAsync(0);

        // What is above has grown: the reader's lines stay where they were all the same.
        Assert.InRange(await TopOfAsync(page, "still-18"), before - 2, before + 2);
    }

    [Fact]
    public async Task Should_not_disturb_who_is_typing()
    {
        var id = await Site.AddAsync("typing-1");
        await Site.AddAsync("typing-2");
        var page = await VisitAsync();
        await page.ListenAsync("/resources");
        var field = page.GetByRole(AriaRole.Searchbox, new() { Name = "Name" });
        await field.FillAsync("typing-1");
        await Assertions.Expect(page.Resource("typing-2")).ToHaveCountAsync(0);

        // Narrowed down by now: what changes is looked for with the filter as it is, not as the page was opened.
        await Site.LockAsync(id, "nightly");
        await Assertions.Expect(page.Resource("typing-1")).ToContainTextAsync("nightly");
        await Assertions.Expect(page.Resource("typing-2")).ToHaveCountAsync(0);
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveValueAsync("typing-1");
    }

    [Fact]
    public async Task Should_leave_an_open_form_as_it_is()
    {
        await Site.AddAsync("form-1");
        var other = await Site.AddAsync("form-2");
        var page = await VisitAsync();
        await page.ListenAsync("/resources?name=form-");
        await page.ChooseAsync("Lock", "form-1");
        await page.GetByLabel("For whom").FillAsync("half a na");
        await Site.LockAsync(other, "nightly");
        await Assertions.Expect(page.Resource("form-2")).ToContainTextAsync("nightly");
        await Assertions.Expect(page.GetByLabel("For whom")).ToHaveValueAsync("half a na");
        await Assertions.Expect(page.GetByLabel("For whom")).ToBeFocusedAsync();
    }

    private static async Task<float> TopOfAsync(IPage page, string name) => (await page.Resource(name).BoundingBoxAsync())!.Y;

    [Fact]
    public async Task Should_keep_the_overview_right()
    {
        var page = await VisitAsync();
        await page.ListenAsync("/");
        var waits = page.GetByRole(AriaRole.Region, new() { Name = "Next in line" });
        await Assertions.Expect(waits).Not.ToContainTextAsync("in-line");
        await Site.LockAsync(await Site.AddAsync("overview", "overview"), "holder-of-one", ttl: 90);
        await Site.ReserveAsync("overview", "in-line", priority: 1);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Ends soon" })).ToContainTextAsync("holder-of-one");
        await Assertions.Expect(waits).ToContainTextAsync("in-line");
    }
}

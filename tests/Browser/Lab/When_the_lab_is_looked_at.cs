using RentABot.Browser.Support;

namespace RentABot.Browser.Lab;

[Collection(InTheLab.Name)]
public sealed class When_the_lab_is_looked_at(LabSite lab) : PageTest(lab)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_lead_from_page_to_page(bool script)
    {
        var page = await OpenAsync("/", new() { JavaScriptEnabled = script });
        foreach (var name in (string[])["Resources", "Queue", "Timeline", "Audit", "Overview"])
        {
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = name })).ToHaveCountAsync(1);
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToHaveAttributeAsync("aria-current", "page");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_tell_a_boards_past(bool script)
    {
        var page = await OpenAsync(lab.AddressOf(LabPage.Resource), new() { JavaScriptEnabled = script });
        await Assertions.Expect(page.Locator("figure.past > svg[role=img]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("figure.past .figures").Last).ToContainTextAsync("Mean length");
        var table = page.Locator("figure.past details").Last;
        await table.Locator("summary").ClickAsync();
        await Assertions.Expect(table.GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "History" }).GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_show_a_longer_time_when_asked(bool script)
    {
        var page = await OpenAsync("/timeline?name=bcm2711", new() { JavaScriptEnabled = script });
        await Assertions.Expect(page.Locator("table.timeline tbody tr")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Range" }).GetByText("24 h").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Range" }).GetByText("24 h")).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(page.Locator("table.timeline tbody tr")).ToHaveCountAsync(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_find_what_was_done(bool script)
    {
        var page = await OpenAsync("/audit", new() { JavaScriptEnabled = script });
        await page.GetByLabel("Client").FillAsync("release-6.18");
        await page.GetByLabel("What", new() { Exact = true }).SelectOptionAsync("ReservationQueued");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Assertions.Expect(page.Locator("table.audit tbody tr")).ToHaveCountAsync(1);
        await page.Locator("table.audit summary").ClickAsync();
        await Assertions.Expect(page.Locator("table.audit pre")).ToContainTextAsync("release-6.18");
    }

    [Fact]
    public async Task Should_page_through_the_audit()
    {
        var page = await OpenAsync("/audit");
        var newest = await page.Locator("table.audit tbody tr").First.GetAttributeAsync("id");
        await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Assertions.Expect(page.Locator($"[id='{newest}']")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Newest" }).ClickAsync();
        await Assertions.Expect(page.Locator($"[id='{newest}']")).ToHaveCountAsync(1);
    }
}

using RentABot.Browser.Support;

namespace RentABot.Browser.Queue;

[Collection(AtTheBench.Name)]
public sealed class When_a_reservation_waits(OpenSite site) : PageTest(site)
{
    [Fact]
    public async Task Should_tell_who_waits_for_what_and_why()
    {
        await Site.LockAsync(await Site.AddAsync("why-1", "why"), "nightly");
        await Site.AddAsync("why-2", "why");
        await Site.ReserveAsync("why", "gatherer", quantity: 2, priority: 2);
        var page = await OpenAsync("/queue");
        var line = Line(page, "gatherer");
        await Assertions.Expect(line).ToContainTextAsync("gathers 1 of 2");
        await Assertions.Expect(line).ToContainTextAsync("1 locked");
        await line.GetByRole(AriaRole.Link, new() { Name = "gatherer" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("gatherer");
        await Assertions.Expect(page.GetByText("gathers 1 of 2").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_cancelled_from_the_queue(bool script)
    {
        var (client, tag) = ($"leaves-{script}", $"cancel-{script}");
        await Site.LockAsync(await Site.AddAsync(tag, tag), "nightly");
        var id = await Site.ReserveAsync(tag, client);
        var page = await OpenAsync("/queue", new() { JavaScriptEnabled = script });
        await Line(page, client).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.Notice()).ToContainTextAsync("cancelled");
        await Assertions.Expect(Line(page, client)).ToHaveCountAsync(0);
        Assert.Equal("cancelled", (await Site.SendAsync(HttpMethod.Get, $"reservations/{id}")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_claimed_with_tokens_that_this_browser_keeps(bool script)
    {
        var tag = $"claim-{script}";
        var resource = await Site.AddAsync(tag, tag);
        var id = await Site.ReserveAsync(tag, "claimer");
        var page = await OpenAsync($"/reservations/{id}", new() { JavaScriptEnabled = script });
        await page.GetByRole(AriaRole.Button, new() { Name = "Claim for" }).ClickAsync();
        await Assertions.Expect(page.Notice()).ToContainTextAsync("Claimed");
        var token = await page.Notice().Locator("code").InnerTextAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("claimed");
        await page.ReloadAsync();
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);

        await page.GotoAsync($"/resources?name={tag}");
        await page.ChooseAsync("Unlock", tag);
        await page.SubmitAsync("Unlock");
        await Assertions.Expect(page.Resource(tag)).ToContainTextAsync("Free");
        Assert.False((await Site.ReadAsync(resource)).GetProperty("locked").GetBoolean());
    }

    [Fact]
    public async Task Should_show_by_itself_when_it_can_be_claimed_and_every_step()
    {
        var resource = await Site.AddAsync("steps", "steps");
        var token = await Site.LockAsync(resource, "nightly");
        var id = await Site.ReserveAsync("steps", "stepper");
        var page = await VisitAsync();
        await page.ListenAsync($"/reservations/{id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("waiting");
        await Site.UnlockAsync(resource, token);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("ready to claim");
        await page.GetByRole(AriaRole.Button, new() { Name = "Claim for" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("claimed");
        await Assertions.Expect(page.Locator("ol.steps li b")).ToHaveCountAsync(3);
    }

    private static ILocator Line(IPage page, string client) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = client });
}

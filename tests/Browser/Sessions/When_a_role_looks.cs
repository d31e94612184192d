using RentABot.Browser.Support;

namespace RentABot.Browser.Sessions;

[Collection(BehindKeys.Name)]
public sealed class When_a_role_looks(GuardedSite site) : GuardedTest(site)
{
    private static readonly string[] Actions =
        ["Lock", "Unlock by token", "Extend by token", "Force off", "Maintenance", "Edit", "Remove"];

    [Theory]
    [InlineData("readonly", "", "")]
    [InlineData("user", "Lock", "Unlock by token, Extend by token")]
    [InlineData("maintainer", "Lock, Maintenance", "Unlock by token, Extend by token, Maintenance")]
    [InlineData("admin", "Lock, Maintenance, Edit, Remove", "Unlock by token, Extend by token, Force off, Maintenance, Edit, Remove")]
    public async Task Should_offer_what_it_may_do_alone(string role, string onFree, string onLocked)
    {
        await Site.AddAsync($"free-for-{role}");
        await Site.LockAsync(await Site.AddAsync($"locked-for-{role}"), "somebody");
        var page = await OpenAsAsync(role, $"/resources?name=for-{role}");
        Assert.Equal(onFree, await OfferedAsync(page, $"free-for-{role}"));
        Assert.Equal(onLocked, await OfferedAsync(page, $"locked-for-{role}"));
        Assert.Equal(role == "admin", await page.GetByRole(AriaRole.Button, new() { Name = "Add a resource" }).IsVisibleAsync());
        Assert.Equal(role == "admin", await page.GetByRole(AriaRole.Navigation).GetByText("Audit").IsVisibleAsync());
    }

    [Theory]
    [InlineData("readonly", "/resources/1/lock")]
    [InlineData("user", "/resources/1/maintenance")]
    [InlineData("maintainer", "/resources/1/force-unlock")]
    [InlineData("maintainer", "/audit")]
    public async Task Should_be_refused_in_words_what_it_may_not(string role, string address)
    {
        Expect(403);
        var page = await OpenAsAsync(role, "/");
        var answer = await page.GotoAsync(address);
        Assert.Equal(403, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Accessibility.HoldsAsync(page);
    }

    [Theory]
    [InlineData("readonly", "lock")]
    [InlineData("user", "maintenance")]
    [InlineData("maintainer", "force-unlock")]
    [InlineData("maintainer", "remove")]
    public async Task Should_be_refused_a_form_that_was_never_shown(string role, string action)
    {
        var id = await Site.AddAsync($"direct-{role}-{action}");
        var page = await OpenAsAsync(role, "/resources");
        var (name, word) = await FormWordAsync(page);
        var form = page.Context.APIRequest.CreateFormData().Append(name, word).Append("reason", "because").Append("ttl", "60");
        var answer = await page.Context.APIRequest.PostAsync($"/resources/{id}/{action}", new() { Form = form, MaxRedirects = 0 });
        Assert.Equal(403, answer.Status);
        Assert.Equal("available", (await Site.ReadAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Should_be_refused_a_form_without_the_word_that_was_made_for_it()
    {
        var id = await Site.AddAsync("forged");
        var page = await OpenAsAsync("admin", "/resources");
        var form = page.Context.APIRequest.CreateFormData().Append("ttl", "60");
        var answer = await page.Context.APIRequest.PostAsync($"/resources/{id}/lock", new() { Form = form, MaxRedirects = 0 });
        Assert.Equal(400, answer.Status);
        Assert.Equal("available", (await Site.ReadAsync(id)).GetProperty("status").GetString());
    }

    private static async Task<string> OfferedAsync(IPage page, string name)
    {
        await Assertions.Expect(page.Resource(name)).ToBeVisibleAsync();
        if (await page.Menu(name).CountAsync() > 0) await page.Menu(name).ClickAsync();
        var offered = new List<string>();
        foreach (var action in Actions)
        {
            if (await page.Action(action, name).IsVisibleAsync()) offered.Add(action);
        }

        // It would cover the next line.
        await page.Keyboard.PressAsync("Escape");
        return string.Join(", ", offered);
    }

    /// <summary>What the form for signing out has to bring along, as every other.</summary>
    private static async Task<(string Name, string Word)> FormWordAsync(IPage page)
    {
        var field = page.Locator("form[action='/sign-out'] input[type=hidden]").First;
        return ((await field.GetAttributeAsync("name"))!, await field.InputValueAsync());
    }
}

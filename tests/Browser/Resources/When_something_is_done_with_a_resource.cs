using System.Globalization;
using RentABot.Browser.Support;

namespace RentABot.Browser.Resources;

/// <summary>Each action, through its form, in a browser with a script and in one without.</summary>
[Collection(AtTheBench.Name)]
public sealed class When_something_is_done_with_a_resource(OpenSite site) : PageTest(site)
{
    private const string FieldFormat = "yyyy-MM-dd'T'HH:mm";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_lock_and_show_the_token_once(bool script)
    {
        var (page, id, name) = await LookAsync("lock", script);
        await page.ChooseAsync("Lock", name);
        await page.GetByLabel("For", new() { Exact = true }).SelectOptionAsync("1800");
        await page.GetByLabel("For whom").FillAsync("anna");
        await page.GetByLabel("What for").FillAsync("boot loader");
        await page.SubmitAsync("Lock");

        await Assertions.Expect(page.Notice()).ToContainTextAsync($"{name} is locked for you");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("anna");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("boot loader");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("Yours");
        var token = await page.Notice().Locator("code").InnerTextAsync();
        var resource = await Site.ReadAsync(id);
        Assert.InRange(resource.GetProperty("lock_expires_in").GetInt32(), 1700, 1800);

        await page.ReloadAsync();
        await Assertions.Expect(page.Notice()).ToHaveCountAsync(0);
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);
        await Site.UnlockAsync(id, token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_extend_and_unlock_ones_own_lock_without_its_token(bool script)
    {
        var (page, id, name) = await LookAsync("own", script);
        await page.ChooseAsync("Lock", name);
        await page.GetByLabel("For", new() { Exact = true }).SelectOptionAsync("900");
        await page.SubmitAsync("Lock");

        await page.ChooseAsync("Extend", name);
        await page.GetByLabel("By", new() { Exact = true }).SelectOptionAsync("3600");
        await page.SubmitAsync("Extend");
        await Assertions.Expect(page.Notice()).ToContainTextAsync("The lock runs until");
        Assert.InRange((await Site.ReadAsync(id)).GetProperty("lock_expires_in").GetInt32(), 4300, 4500);

        await page.ChooseAsync("Unlock", name);
        await page.SubmitAsync("Unlock");
        await Assertions.Expect(page.Notice()).ToContainTextAsync($"{name} is unlocked");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("Free");
        Assert.False((await Site.ReadAsync(id)).GetProperty("locked").GetBoolean());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_unlock_by_token_what_was_locked_elsewhere(bool script)
    {
        var (page, id, name) = await LookAsync("elsewhere", script);
        var token = await Site.LockAsync(id, "ci");
        await page.ReloadAsync();
        await page.ChooseFurtherAsync("Unlock by token", name);
        await page.GetByLabel("Lock token").FillAsync(token);
        await page.SubmitAsync("Unlock");
        await Assertions.Expect(page.Notice()).ToContainTextAsync($"{name} is unlocked");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_force_off_a_lock_with_a_reason(bool script)
    {
        var (page, id, name) = await LookAsync("forced", script);
        await Site.LockAsync(id, "nightly");
        await page.ReloadAsync();
        await page.ChooseFurtherAsync("Force off", name);
        await Assertions.Expect(page.Form()).ToContainTextAsync("nightly");
        await page.GetByLabel("Why").FillAsync("board is on fire");
        await page.SubmitAsync("Force off");
        await Assertions.Expect(page.Notice()).ToContainTextAsync("forced off");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("Free");
        var audit = await Site.SendAsync(HttpMethod.Get, $"audit?resource_id={id}&event_type=LockReleased");
        Assert.Contains("board is on fire", audit.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_take_out_of_service_and_back(bool script)
    {
        var (page, id, name) = await LookAsync("broken", script);
        var until = TimeProvider.System.GetUtcNow().AddHours(3);
        await page.ChooseFurtherAsync("Maintenance", name);
        await page.GetByLabel("Why").FillAsync("new SD card");
        await page.GetByLabel("Until").FillAsync(until.ToString(FieldFormat, CultureInfo.InvariantCulture));
        await page.SubmitAsync("Take out of service");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("Maintenance");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("new SD card");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("until");
        await Assertions.Expect(page.Action("Lock", name)).ToHaveCountAsync(0);
        var grey = await ColourAsync(page, name);
        var ends = (await Site.ReadAsync(id)).GetProperty("unavailable_until").GetDateTimeOffset();
        Assert.InRange(ends, until.AddMinutes(-1), until);

        await page.ChooseFurtherAsync("Back in service", name);
        await page.SubmitAsync("Back in service");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("Free");
        Assert.NotEqual(grey, await ColourAsync(page, name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_add_change_and_remove_a_resource(bool script)
    {
        var name = $"added-{script}";
        var page = await OpenAsync("/resources", new() { JavaScriptEnabled = script });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a resource" }).ClickAsync();
        await page.Form().GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.Form().GetByLabel("Tags", new() { Exact = true }).FillAsync("arm64,usb");
        await page.SubmitAsync("Add");
        await Assertions.Expect(page.Notice()).ToContainTextAsync($"{name} was added");

        await page.ChooseFurtherAsync("Edit", name);
        await page.GetByLabel("Description").FillAsync("on the left shelf");
        await page.SubmitAsync("Save");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("on the left shelf");
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("usb");

        await page.ChooseFurtherAsync("Remove", name);
        await page.SubmitAsync("Remove");
        await Assertions.Expect(page.Notice()).ToContainTextAsync($"{name} was removed");
        await Assertions.Expect(page.Resource(name)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_ask_twice_before_a_locked_one_is_removed(bool script)
    {
        var (page, id, name) = await LookAsync("kept", script);
        await Site.LockAsync(id, "nightly");
        await page.ReloadAsync();
        await page.ChooseFurtherAsync("Remove", name);
        await page.SubmitAsync("Remove");
        await Assertions.Expect(page.Form()).ToBeVisibleAsync();
        Assert.True((await Site.ReadAsync(id)).GetProperty("locked").GetBoolean());

        await page.GetByLabel("Remove it all the same").CheckAsync();
        await page.SubmitAsync("Remove");
        await Assertions.Expect(page.Notice()).ToContainTextAsync($"{name} was removed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_say_in_the_form_why_it_was_refused_and_keep_what_was_written(bool script)
    {
        Expect(409);
        Expect(422);
        var (page, _, name) = await LookAsync("refused", script);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a resource" }).ClickAsync();
        await page.Form().GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Description").FillAsync("a second one");
        await page.SubmitAsync("Add");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(name);
        await Assertions.Expect(page.GetByLabel("Description")).ToHaveValueAsync("a second one");

        await page.Form().GetByLabel("Name", new() { Exact = true }).FillAsync("with space");
        await page.SubmitAsync("Add");
        await Assertions.Expect(page.Form().GetByLabel("Name", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.GetByLabel("Description")).ToHaveValueAsync("a second one");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_do_nothing_when_it_is_called_off(bool script)
    {
        var (page, id, name) = await LookAsync("called-off", script);
        await page.ChooseAsync("Lock", name);
        await page.Form().GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.Form()).ToBeHiddenAsync();
        await Assertions.Expect(page.Resource(name)).ToContainTextAsync("Free");
        Assert.False((await Site.ReadAsync(id)).GetProperty("locked").GetBoolean());
    }

    private static Task<string> ColourAsync(IPage page, string name) =>
        page.Resource(name).EvaluateAsync<string>("e => getComputedStyle(e.querySelector('.name')).color");

    /// <summary>A new resource, alone on its list.</summary>
    private async Task<(IPage Page, long Id, string Name)> LookAsync(string purpose, bool script)
    {
        var name = $"{purpose}-{(script ? "script" : "plain")}";
        var id = await Site.AddAsync(name, "bench");
        return (await OpenAsync($"/resources?name={name}", new() { JavaScriptEnabled = script }), id, name);
    }
}

using System.Net;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web;

public sealed class When_a_form_is_sent : GatewayTest
{
    private Browser? _browser;

    private Browser Browser => _browser ??= new Browser(Client);

    [Theory]
    [InlineData("/resources/1/lock")]
    [InlineData("/resources/1/remove")]
    [InlineData("/resources/new")]
    [InlineData("/sign-out")]
    public async Task Should_do_nothing_without_the_word_that_came_with_it(string address)
    {
        await SeedAsync();
        var refused = await Browser.PostAsync(address, []);
        Assert.Contains("open it again", refused.ShouldBe(HttpStatusCode.BadRequest).Words, StringComparison.Ordinal);
        await Browser.OpenAsync("/resources/new");
        (await Browser.PostAsync(address, [KeyValuePair.Create("form_token", "made-up")])).ShouldBe(HttpStatusCode.BadRequest);
        Assert.Empty(Allocator.All<LockResources>());
        Assert.Empty(Allocator.All<RemoveResource>());
    }

    [Fact]
    public async Task Should_not_take_another_browsers_word()
    {
        await SeedAsync();
        var page = await new Browser(Client).OpenAsync("/resources/1/lock");
        (await Browser.SubmitAsync(page)).ShouldBe(HttpStatusCode.BadRequest);
        Assert.Empty(Allocator.All<LockResources>());
    }

    [Fact]
    public async Task Should_lock_and_show_the_token_once()
    {
        await SeedAsync();
        GrantLocks();
        var form = await Browser.OpenAsync("/resources/1/lock?return=%2Fresources%3Fname%3Dboard%23r1");
        var sent = Browser.SubmitAsync(form, ("ttl", "1800"), ("client_id", "nina"), ("details", "a try"));
        Assert.Equal("/resources?name=board#r1", (await sent).Location);
        var command = Allocator.Only<LockResources>();
        Assert.Equal((1, 1800, "nina", "a try"), (command.ResourceId, command.Ttl, command.ClientId, command.Details));

        var list = await Browser.FollowAsync(sent);
        Assert.Contains("board-1 is locked for you until 12:01 UTC.", list.One(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal(Samples.Token, list.One(".notice code").TextContent);
        var again = await Browser.OpenAsync("/resources");
        Assert.Empty(again.Document.QuerySelectorAll(".notice"));
        Assert.DoesNotContain(Samples.Token, again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Host.Logs, line => line.Contains(Samples.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_keep_the_token_in_the_browser_to_unlock_and_extend()
    {
        await SeedAsync();
        GrantLocks();
        var locked = await Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/lock"));
        var cookie = Assert.Single(locked.SetCookies, cookie => cookie.Name == "rentabot-lock-1");
        Assert.True(cookie.HttpOnly);
        Assert.Equal(Microsoft.Net.Http.Headers.SameSiteMode.Strict, cookie.SameSite);
        Assert.Equal(TimeSpan.FromDays(1), cookie.MaxAge);
        Assert.DoesNotContain(Samples.Token, cookie.Value.ToString(), StringComparison.Ordinal);
        await Host.SeedAsync(db => db.Locks.Add(LockWith(42)));
        var list = await Browser.OpenAsync("/resources");
        Assert.Contains("Yours", list.One("#r1").TextContent, StringComparison.Ordinal);

        Allocator.On<ExtendLock>(_ => new ExtendLockResult { ExpiresAt = MovableClock.Noon.AddHours(2), TotalLockDuration = 7200 });
        var extend = await Browser.OpenAsync("/resources/1/extend");
        Assert.DoesNotContain(Samples.Token, extend.Text, StringComparison.Ordinal);
        (await Browser.SubmitAsync(extend, ("additional_ttl", "3600"))).ShouldBe(HttpStatusCode.SeeOther);
        Assert.Equal((Samples.Token, 3600), (Allocator.Only<ExtendLock>().LockToken, Allocator.Only<ExtendLock>().AdditionalTtl));

        Allocator.On<UnlockResource>(_ => new UnlockResourceResult { Resource = Samples.Resource() });
        await Browser.FollowAsync(Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/unlock")));
        Assert.Equal((Samples.Token, false), (Allocator.Only<UnlockResource>().LockToken, Allocator.Only<UnlockResource>().Force));
        Assert.DoesNotContain("rentabot-lock-1", Browser.Cookies.Keys);
    }

    [Fact]
    public async Task Should_not_take_a_later_lock_for_its_own()
    {
        await SeedAsync();
        GrantLocks();
        await Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/lock"));
        await Host.SeedAsync(db => db.Locks.Add(LockWith(43)));
        var list = await Browser.OpenAsync("/resources");
        Assert.DoesNotContain("Yours", list.One("#r1").TextContent, StringComparison.Ordinal);
        Assert.NotNull((await Browser.OpenAsync("/resources/1/unlock")).Document.QuerySelector("[name=lock_token]"));
    }

    [Fact]
    public async Task Should_show_again_what_was_refused_and_why()
    {
        await SeedAsync();
        Allocator.Refuse<LockResources>(409, "already_locked");
        var refused = await Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/lock"), ("ttl", "900"), ("details", "a <b>try</b>"));
        refused.ShouldBe(HttpStatusCode.Conflict);
        Assert.Equal("Refused: already_locked.", refused.One("[role=alert]").TextContent);
        Assert.Equal("a <b>try</b>", refused.One("#f-details").GetAttribute("value"));
        Assert.Equal("900", refused.One("#f-ttl option[selected]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("/resources/1/lock", "client_id", "x", "ttl", "soon", "must be a whole number")]
    [InlineData("/resources/1/maintenance", "reason", "", "reason", "", "is required")]
    [InlineData("/resources/1/maintenance", "reason", "fan", "until", "some day", "must be an RFC 3339 instant")]
    [InlineData("/resources/new", "tags", "a", "name", "with space", "must be 1–128 characters")]
    [InlineData("/resources/1/edit", "tags", "a", "name", "", "must be 1–128 characters")]
    [InlineData("/resources/1/extend", "lock_token", "t", "additional_ttl", "0", "must be 1–31536000 seconds")]
    public async Task Should_say_at_the_field_what_the_api_would_say(string address, string other, string value, string field, string wrong, string message)
    {
        await SeedAsync();
        var refused = await Browser.SubmitAsync(await Browser.OpenAsync(address), (other, value), (field, wrong));
        refused.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(message, refused.Words, StringComparison.Ordinal);
        Assert.Equal("true", refused.One($"[name={field}]").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Should_take_an_instant_in_utc()
    {
        await SeedAsync();
        Allocator.On<MarkUnavailable>(_ => new MarkUnavailableResult { Resource = Samples.Resource() });
        await Browser.FollowAsync(Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/maintenance"), ("reason", "fan"), ("until", "2030-01-02T03:04")));
        Assert.Equal(("fan", null, new DateTimeOffset(2030, 1, 2, 3, 4, 0, TimeSpan.Zero)), (Allocator.Only<MarkUnavailable>().Reason, Allocator.Only<MarkUnavailable>().From, Allocator.Only<MarkUnavailable>().Until));
    }

    [Fact]
    public async Task Should_force_off_with_a_reason()
    {
        await SeedAsync();
        Allocator.On<UnlockResource>(_ => new UnlockResourceResult { Resource = Samples.Resource() });
        await Browser.FollowAsync(Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/force-unlock"), ("reason", "stuck")));
        Assert.Equal((true, "stuck", null), (Allocator.Only<UnlockResource>().Force, Allocator.Only<UnlockResource>().Reason, Allocator.Only<UnlockResource>().LockToken));
    }

    [Fact]
    public async Task Should_add_change_and_remove_and_bring_back()
    {
        await SeedAsync();
        Allocator.On<RegisterResource>(_ => new RegisterResourceResult { Resource = Samples.Resource() });
        await Browser.FollowAsync(Browser.SubmitAsync(await Browser.OpenAsync("/resources/new"), ("name", "board-9"), ("tags", "arm, usb")));
        var added = Allocator.Only<RegisterResource>();
        Assert.Equal(("board-9", null, null), (added.Name, added.Description, added.MaxLockDuration));
        Assert.Equal(["arm", "usb"], added.Tags!);

        Allocator.On<UpdateResource>(_ => new UpdateResourceResult { Resource = Samples.Resource() });
        await Browser.FollowAsync(Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/edit"), ("description", ""), ("max_lock_duration", "")));
        var changed = Allocator.Only<UpdateResource>();
        Assert.Equal(("board-1", "", 7, true), (changed.Name, changed.Description, changed.ExpectedRevision, changed.ResetMaxLockDuration));

        Allocator.On<RemoveResource>(_ => new RemoveResourceResult { Resource = Samples.Resource() });
        await Browser.FollowAsync(Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/remove")));
        Assert.False(Allocator.Only<RemoveResource>().Force);

        Allocator.On<MarkAvailable>(_ => new MarkAvailableResult { Resource = Samples.Resource() });
        await Browser.FollowAsync(Browser.SubmitAsync(await Browser.OpenAsync("/resources/1/available")));
        Assert.Equal(1, Allocator.Only<MarkAvailable>().ResourceId);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("resources")]
    public async Task Should_come_back_to_this_service_alone(string address)
    {
        await SeedAsync();
        GrantLocks();
        var form = await Browser.OpenAsync($"/resources/1/lock?return={Uri.EscapeDataString(address)}");
        Assert.Equal("/resources", form.One("[name=return]").GetAttribute("value"));
        Assert.Equal("/resources", (await Browser.SubmitAsync(form, ("return", address))).Location);
    }

    private void GrantLocks() => Allocator.On<LockResources>(_ => Samples.Locks(1));

    private static RentABot.Persistence.Locks.ResourceLock LockWith(long fencingToken) => new()
    {
        Id = Guid.NewGuid(),
        FencingToken = fencingToken,
        ResourceId = 1,
        ResourceName = "board-1",
        ClientId = "nina",
        TokenKey = "k",
        AcquiredAt = MovableClock.Noon,
        ExpiresAt = MovableClock.Noon.AddHours(1),
        WarningAt = MovableClock.Noon.AddMinutes(55),
        Warned = false,
    };

    private Task SeedAsync() => Host.SeedAsync(db => db.Resources.Add(Samples.ResourceRow(1, "board-1", "arm")));
}

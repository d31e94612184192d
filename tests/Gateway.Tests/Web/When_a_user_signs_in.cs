using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Contracts;
using RentABot.Gateway.Access;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web;

public sealed class When_a_user_signs_in : IAsyncLifetime
{
    private GatewayHost _host = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await KeyFile.StartAsync();
        _browser = new Browser(_host.Client);
        await _host.SeedAsync(db => db.AddRange(Samples.ResourceRow(1, "board-1", "arm"), Samples.ResourceRow(2, "board-2"), Samples.LockRow(2)));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/", "/sign-in?return=%2F")]
    [InlineData("/resources?name=a&tags=b", "/sign-in?return=%2Fresources%3Fname%3Da%26tags%3Db")]
    public async Task Should_be_led_there_and_back(string address, string signIn)
    {
        var asked = (await _browser.OpenAsync(address)).ShouldBe(HttpStatusCode.Redirect);
        Assert.Equal(signIn, asked.Location);
        var page = (await _browser.OpenAsync(asked.Location!)).ShouldBe(HttpStatusCode.OK);
        var signedIn = await _browser.SubmitAsync(page, ("key", Browser.KeyOf("user")));
        Assert.Equal((HttpStatusCode.SeeOther, address), (signedIn.Status, signedIn.Location));
        Assert.Contains("ci user", (await _browser.OpenAsync(address)).One(".user").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_get_a_cookie_that_no_script_reads_and_that_holds_no_key()
    {
        var signedIn = await _browser.SubmitAsync(await _browser.OpenAsync("/sign-in"), ("key", Browser.KeyOf("user")));
        var cookie = Assert.Single(signedIn.SetCookies, cookie => cookie.Name == "rentabot-session");
        Assert.True(cookie.HttpOnly);
        Assert.Equal(Microsoft.Net.Http.Headers.SameSiteMode.Lax, cookie.SameSite);
        Assert.DoesNotContain(Browser.KeyOf("user"), signedIn.Text + cookie.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(_host.Logs, line => line.Contains(Browser.KeyOf("user"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_get_a_cookie_of_this_host_alone_over_https()
    {
        var page = await _browser.OpenAsync("https://lab.example/sign-in");
        var form = new Dictionary<string, string> { ["key"] = Browser.KeyOf("user"), ["form_token"] = page.One("[name=form_token]").GetAttribute("value")! };
        var signedIn = await _browser.PostAsync("https://lab.example/sign-in", form);
        var cookie = Assert.Single(signedIn.SetCookies, cookie => cookie.Name == "__Host-rentabot-session");
        Assert.True(cookie.Secure);
        Assert.Equal("/", cookie.Path.ToString());
        (await _browser.OpenAsync("https://lab.example/resources")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_be_told_of_a_wrong_key_and_it_be_kept()
    {
        var refused = await _browser.SubmitAsync(await _browser.OpenAsync("/sign-in?return=%2Fresources"), ("key", "some-wrong-key-0123456789"));
        refused.ShouldBe(HttpStatusCode.Unauthorized);
        Assert.Contains("No such key", refused.One("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/resources", refused.One("[name=return]").GetAttribute("value"));
        Assert.DoesNotContain("some-wrong-key", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rentabot-session", _browser.Cookies.Keys);
        await TestServers.Eventually.HoldsAsync(
            async () => (await _host.Client.ReadAsync("audit", KeyFile.Of("admin")).JsonAsync()).GetRawText().Contains("/sign-in", StringComparison.Ordinal),
            TimeSpan.FromSeconds(10), "the attempt is in the audit trail");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Should_not_be_led_elsewhere(string address)
    {
        var page = await _browser.OpenAsync($"/sign-in?return={Uri.EscapeDataString(address)}");
        Assert.Equal("/", (await _browser.SubmitAsync(page, ("key", Browser.KeyOf("user")), ("return", address))).Location);
    }

    [Fact]
    public async Task Should_be_led_there_by_htmx_too()
    {
        var asked = await _browser.OpenAsync("/resources", ("HX-Request", "true"), ("HX-Current-URL", "http://localhost/resources?name=a"));
        asked.ShouldBe(HttpStatusCode.Unauthorized);
        Assert.Equal("/sign-in?return=%2Fresources%3Fname%3Da", asked.Headers["HX-Redirect"]);
    }

    [Theory]
    [InlineData("readonly", "")]
    [InlineData("user", "lock unlock extend")]
    [InlineData("maintainer", "lock maintenance unlock extend maintenance")]
    [InlineData("admin", "lock maintenance edit remove unlock extend force-unlock maintenance edit remove")]
    public async Task Should_see_what_the_role_allows(string role, string actions)
    {
        await _browser.SignInAsync(role);
        var page = await _browser.OpenAsync("/resources");
        Assert.Equal(actions, string.Join(' ', page.Links(".actions a").Select(link => link.Split('?')[0].Split('/')[^1])));
        Assert.Equal(role == "admin", page.Links("nav a").Contains("/audit"));
        Assert.Equal(role == "admin", page.Document.QuerySelector(".heading [role=button]") is not null);
    }

    [Theory]
    [InlineData("readonly", "lock")]
    [InlineData("user", "maintenance")]
    [InlineData("user", "available")]
    [InlineData("maintainer", "force-unlock")]
    [InlineData("maintainer", "edit")]
    [InlineData("maintainer", "remove")]
    public async Task Should_be_refused_what_the_role_does_not_allow(string role, string action)
    {
        await _browser.SignInAsync(role);
        var shown = (await _browser.OpenAsync($"/resources/1/{action}")).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Contains("Your role does not allow this.", shown.Words, StringComparison.Ordinal);
        var token = (await _browser.OpenAsync("/resources")).Document.QuerySelector("header [name=form_token]")!.GetAttribute("value")!;
        (await _browser.PostAsync($"/resources/1/{action}", [KeyValuePair.Create("form_token", token), KeyValuePair.Create("reason", "x")]))
            .ShouldBe(HttpStatusCode.Forbidden);
        Assert.Empty(_host.Allocator.All<UnlockResource>());
        Assert.Empty(_host.Allocator.All<RemoveResource>());
    }

    [Fact]
    public async Task Should_act_with_the_keys_name_and_limits()
    {
        await _browser.SignInAsync("user");
        _host.Allocator.On<LockResources>(_ => Samples.Locks(1));
        await _browser.FollowAsync(_browser.SubmitAsync(await _browser.OpenAsync("/resources/1/lock")));
        var received = _host.Allocator.Last<LockResources>();
        Assert.Equal(("ci", "user"), (received.Header(CommandHeaders.Actor), received.Header(CommandHeaders.Role)));
        Assert.Equal(7, received.Headers.Get<int>(CommandHeaders.MaxLocks));
    }

    [Theory]
    [InlineData("POST", "/api/v1/resources/1/lock")]
    [InlineData("DELETE", "/api/v1/resources/1")]
    [InlineData("GET", "/api/v1/whoami")]
    public async Task Should_not_be_known_to_the_api_by_the_session(string method, string path)
    {
        await _browser.SignInAsync("admin");
        var cookies = string.Join("; ", _browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        await _host.Client.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null, "application/json", ("Cookie", cookies))
            .ProblemAsync(401, "not_authenticated");
    }

    [Theory]
    [InlineData("api_keys:\n- { key: other-key-0123456789, name: other, role: user }")]
    [InlineData("api_keys:\n- { key: changed-key-0123456789, name: ci, role: user }")]
    public async Task Should_be_signed_out_when_the_key_is_taken_back(string keys)
    {
        await _browser.SignInAsync("user");
        (await _browser.OpenAsync("/resources")).ShouldBe(HttpStatusCode.OK);
        await WriteKeysAsync(keys);
        (await _browser.OpenAsync("/resources")).ShouldBe(HttpStatusCode.Redirect);
        Assert.DoesNotContain("rentabot-session", _browser.Cookies.Keys);
    }

    [Fact]
    public async Task Should_have_the_role_that_the_key_has_now()
    {
        await _browser.SignInAsync("user");
        await WriteKeysAsync("api_keys:\n- { key: user-key-0123456789, name: ci, role: admin }");
        Assert.Contains("/audit", (await _browser.OpenAsync("/resources")).Links("nav a"));
    }

    [Fact]
    public async Task Should_be_known_to_every_gateway()
    {
        await _browser.SignInAsync("user");
        await using var scope = _host.Services.CreateAsyncScope();
        var kept = scope.ServiceProvider.GetRequiredService<RentABot.Persistence.RentABotDbContext>().DataProtectionKeys.ToList();
        await using var other = await KeyFile.StartAsync();
        await other.SeedAsync(db => db.DataProtectionKeys.AddRange(kept.Select(key => new Microsoft.AspNetCore.DataProtection.EntityFrameworkCore.DataProtectionKey { FriendlyName = key.FriendlyName, Xml = key.Xml })));
        var there = new Browser(other.Client);
        foreach (var (name, value) in _browser.Cookies) there.Cookies[name] = value;
        (await there.OpenAsync("/resources")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_be_gone_after_signing_out()
    {
        await _browser.SignInAsync("user");
        var page = await _browser.OpenAsync("/resources");
        var token = page.One("header [name=form_token]").GetAttribute("value")!;
        (await _browser.PostAsync("/sign-out", [KeyValuePair.Create("form_token", token)])).ShouldBe(HttpStatusCode.SeeOther);
        (await _browser.OpenAsync("/resources")).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Should_need_no_session_with_a_key_in_the_request() =>
        (await _browser.OpenAsync("/resources", KeyFile.Of("readonly"))).ShouldBe(HttpStatusCode.OK);

    /// <summary>As the file's watcher does when it sees the change.</summary>
    private async Task WriteKeysAsync(string keys)
    {
        await File.WriteAllTextAsync(_host.PathOf("keys.yaml"), keys, TestContext.Current.CancellationToken);
        await _host.Services.GetRequiredService<ApiKeyRing>().CheckAsync(TestContext.Current.CancellationToken);
    }
}

using System.Net;
using System.Text.RegularExpressions;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Support;
using RentABot.Persistence;

namespace RentABot.Gateway.Tests.Browsers;

public sealed partial class When_a_browser_is_answered(When_a_browser_is_answered.ListeningGateway gateway)
    : SharedGatewayTest<When_a_browser_is_answered.ListeningGateway>(gateway)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("GET", "/api/v1/resources", 200)]
    [InlineData("GET", "/api/v1/whoami", 200)]
    [InlineData("GET", "/api/v1/resources/9", 404)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/health", 405)]
    [InlineData("POST", "/api/v1/resources/1/lock", 503)]
    [InlineData("GET", "/api/v1/resources?name=%00", 400)]
    [InlineData("GET", "/rentabot/api/v1.0/whoami", 308)]
    [InlineData("GET", "/health", 200)]
    [InlineData("GET", "/readiness", 200)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/docs/", 200)]
    [InlineData("GET", "/docs/scalar.js", 200)]
    public async Task Should_tell_the_browser_to_be_careful_whatever_the_answer(string method, string path, int status)
    {
        Allocator.Refuse<LockResources>(503, "database_unavailable");
        var answer = await RawConnection.AskAsync(Host.Address, $"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.Equal(status, answer.Status);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", answer.Header("X-Frame-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(path.StartsWith("/docs", StringComparison.Ordinal), answer.Header("Content-Security-Policy") != Nothing);
        Assert.Null(answer.Header("Server"));
        Assert.Null(answer.Header("X-Powered-By"));

        // The connection is not a safe one, and must not say that it always was.
        Assert.Null(answer.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Should_ask_for_safe_connections_on_a_safe_one()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.Client.GetAsync(new Uri("https://lab.example/health"), TestContext.Current.CancellationToken);
        Assert.Equal("max-age=31536000", response.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Should_let_nobody_keep_an_answer()
    {
        Allocator.On<LockResources>(_ => Samples.Locks(1));
        using var granted = await Client.PostAsync("resources/1/lock");
        Assert.Equal((HttpStatusCode.OK, "no-store"), (granted.StatusCode, granted.Header("Cache-Control")));
        using var missing = await Client.ReadAsync("resources/9");
        Assert.Equal((HttpStatusCode.NotFound, "no-store"), (missing.StatusCode, missing.Header("Cache-Control")));
    }

    [Fact]
    public async Task Should_let_its_own_user_ask_whether_a_list_has_changed()
    {
        using var list = await Client.ReadAsync("resources");
        Assert.Equal("no-cache, private", list.Headers.CacheControl!.ToString());
        using var again = await Client.ReadAsync("resources", ("If-None-Match", list.Header("ETag")!));
        Assert.Equal((HttpStatusCode.NotModified, "no-cache, private"), (again.StatusCode, again.Headers.CacheControl!.ToString()));
    }

    [Fact]
    public async Task Should_run_the_pages_own_scripts_alone()
    {
        var (first, second) = (await NonceAsync(), await NonceAsync());
        Assert.NotEqual(first, second);
    }

    /// <summary>Every script of the page carries the word that the header asks for.</summary>
    private async Task<string> NonceAsync()
    {
        using var response = await Client.ReadAsync("/docs/");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = response.Header("Content-Security-Policy")!;
        var nonce = NonceInPolicy().Match(policy).Groups[1].Value;
        Assert.True(nonce.Length >= 16, policy);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', policy);
        var scripts = Script().Matches(page);
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        return nonce;
    }

    [GeneratedRegex("script-src [^;]*'nonce-([^']+)'")]
    private static partial Regex NonceInPolicy();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    public sealed class ListeningGateway : SharedGateway
    {
        private protected override Task<GatewayHost> StartAsync(string[] settings) => new GatewayHost { OnSocket = true }.StartAsync(settings, null);

        private protected override void Seed(RentABotDbContext db) => db.Resources.Add(Samples.ResourceRow(1, "board-1"));
    }
}

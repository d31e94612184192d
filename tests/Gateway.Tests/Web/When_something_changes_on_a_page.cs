using System.Net;
using RentABot.Gateway.Tests.Access;
using RentABot.Gateway.Tests.Live;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Web;

public sealed class When_something_changes_on_a_page : GatewayTest
{
    protected override string[] Settings => ["Gateway:WaitSweepPeriod=00:00:00.05", "Live:MaxConnections=1"];

    [Fact]
    public async Task Should_tell_the_page_without_saying_what()
    {
        using var stream = await Client.GetStreamAsync(new Uri("/changes", UriKind.Relative), Cancelled);
        using var reader = new StreamReader(stream);
        Assert.Equal("event: changed", await reader.ReadLineAsync(Cancelled));
        Assert.StartsWith("data: 2030-01-01T12:00:", await reader.ReadLineAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal("", await reader.ReadLineAsync(Cancelled));
        await Host.TellAsync(EventLog.Registered());
        Assert.Equal("event: changed", await reader.ReadLineAsync(Cancelled));
        Assert.StartsWith("data: 2030-01-01T12:00:", await reader.ReadLineAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_count_as_somebody_who_listens()
    {
        using var first = await Client.GetStreamAsync(new Uri("/changes", UriKind.Relative), Cancelled);
        await Client.ReadAsync("/changes").ProblemAsync(503, "too_many_listeners");
    }

    [Fact]
    public async Task Should_say_at_once_that_the_session_has_ended()
    {
        await using var host = await KeyFile.StartAsync(KeyFile.Text, "Live:Heartbeat=00:00:00.05");
        var browser = new Browser(host.Client);
        await browser.SignInAsync("readonly");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/changes");
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await File.WriteAllTextAsync(host.PathOf("keys.yaml"), KeyFile.Text.Replace("readonly-key", "another-key", StringComparison.Ordinal), Cancelled);
        var told = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Matches("event: session-ended\ndata: [^\n]*\n\n$", told);

        // As the page asks at that.
        var page = (await browser.OpenAsync("/resources", ("HX-Request", "true"), ("HX-Current-URL", "http://localhost/resources?name=a")))
            .ShouldBe(HttpStatusCode.Unauthorized);
        Assert.Equal("/sign-in?return=%2Fresources%3Fname%3Da", page.Headers["HX-Redirect"]);
        Assert.Contains("sse:session-ended", (await new Browser(Client).OpenAsync("/")).One("#live").GetAttribute("hx-trigger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_told_to_nobody_who_is_not_known()
    {
        await using var host = await KeyFile.StartAsync();
        using var response = await host.Client.ReadAsync("/changes", ("Accept", "text/event-stream"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}

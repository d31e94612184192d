using Microsoft.Extensions.Options;
using RentABot.Gateway.Tests.Support;
using RentABot.Hosting;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Metrics;

public sealed class When_metrics_have_a_port_of_their_own
{
    [Fact]
    public async Task Should_be_there_and_nothing_else()
    {
        var port = FreePort.Find();
        await using var host = await StartAsync(port);

        var scrape = await AskAsync(port, "GET", "/metrics");
        Assert.Equal(200, scrape.Status);
        Assert.Contains("rentabot_api_request_duration_seconds_count", scrape.Body, StringComparison.Ordinal);

        foreach (var path in (string[])["/", "/health", "/readiness", "/api/v1/whoami", "/api/v1/resources", "/docs", "/metrics/", "/metrics/x"])
        {
            Assert.Equal((path, 404), (path, (await AskAsync(port, "GET", path)).Status));
        }

        Assert.Equal(404, (await AskAsync(port, "POST", "/metrics")).Status);
    }

    [Fact]
    public async Task Should_not_be_on_the_port_of_the_api()
    {
        await using var host = await StartAsync(FreePort.Find());

        Assert.Equal(404, (await AskAsync(host.Address.Port, "GET", "/metrics")).Status);
        Assert.Equal(200, (await AskAsync(host.Address.Port, "GET", "/api/v1/whoami")).Status);
        Assert.Equal(200, (await AskAsync(host.Address.Port, "GET", "/health")).Status);
    }

    [Fact]
    public async Task Should_not_believe_a_host_header()
    {
        var port = FreePort.Find();
        await using var host = await StartAsync(port);
        var api = host.Address.Port;

        Assert.Equal(404, (await AskAsync(api, "GET", "/metrics", $"127.0.0.1:{port}")).Status);
        Assert.Equal(404, (await AskAsync(api, "GET", $"http://127.0.0.1:{port}/metrics", $"127.0.0.1:{port}")).Status);
        Assert.Equal(404, (await AskAsync(port, "GET", "/api/v1/whoami", $"127.0.0.1:{api}")).Status);
        Assert.Equal(200, (await AskAsync(port, "GET", "/metrics", $"127.0.0.1:{api}")).Status);
    }

    [Fact]
    public async Task Should_ask_nobody_who_calls_though_keys_are_asked_for()
    {
        var port = FreePort.Find();
        await using var host = new GatewayHost { OnSocket = true };
        await File.WriteAllTextAsync(host.PathOf("keys.yaml"), Access.KeyFile.Text, TestContext.Current.CancellationToken);
        await host.StartAsync([$"Auth:ConfigPath={host.PathOf("keys.yaml")}", $"Metrics:Port={port}"], null);

        Assert.Equal(200, (await AskAsync(port, "GET", "/metrics")).Status);
        Assert.Equal(401, (await AskAsync(host.Address.Port, "GET", "/api/v1/whoami")).Status);
    }

    [Fact]
    public async Task Should_not_start_where_the_service_is_itself()
    {
        await using var host = new GatewayHost { OnSocket = true };

        var exception = await Assert.ThrowsAsync<SettingsException>(() => host.StartAsync(["Urls=http://127.0.0.1:8123", "Metrics:Port=8123"], null));

        Assert.Equal("Metrics:Port is 8123, where the service itself is; allowed is another port, or 0", exception.Message);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("65536")]
    public async Task Should_not_start_on_what_is_no_port(string port)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync($"Metrics:Port={port}"));

        Assert.Equal([$"Metrics:Port is {port}; allowed is 0–65535"], exception.Failures);
    }

    private static Task<GatewayHost> StartAsync(int port) => new GatewayHost { OnSocket = true }.StartAsync([$"Metrics:Port={port}"], null);

    private static Task<RawAnswer> AskAsync(int port, string method, string target, string host = "x") => RawConnection.AskAsync(
        new Uri($"http://127.0.0.1:{port}"), $"{method} {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

using Microsoft.Extensions.Options;
using RentABot.Contracts;
using RentABot.Gateway.Tests.Audit;
using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Proxies;

/// <summary>The test is the proxy: it asks over a socket, from the loopback address.</summary>
public sealed class When_a_proxy_forwards_a_request
{
    private const string Loopback = "127.0.0.1";
    private const string Client = "203.0.113.9";
    private const string KnowsTheLoopback = "Forwarded:KnownProxies:0=127.0.0.1";

    [Theory]
    [InlineData(Loopback, Client)]
    [InlineData(Loopback, Client, "Forwarded:KnownProxies:0=10.0.0.1", "Forwarded:KnownNetworks:0=192.168.0.0/16")]
    [InlineData(Client, Client, KnowsTheLoopback)]
    [InlineData(Client, Client, "Forwarded:KnownNetworks:0=127.0.0.0/8")]
    [InlineData("2001:db8::7", "[2001:db8::7]:4711", KnowsTheLoopback)]
    [InlineData(Loopback, "unknown", KnowsTheLoopback)]
    public async Task Should_be_believed_only_if_it_is_known(string noted, string forwardedFor, params string[] settings)
    {
        await using var host = await StartAsync(settings);
        Assert.Equal(noted, await AddressOfRefusedAsync(host, forwardedFor));
    }

    [Theory]
    [InlineData(Client, KnowsTheLoopback, "Forwarded:KnownProxies:1=10.0.0.2")]
    [InlineData(Client, KnowsTheLoopback, "Forwarded:KnownNetworks:0=10.0.0.0/8")]
    [InlineData("10.0.0.2", KnowsTheLoopback)]
    public async Task Should_be_the_last_of_a_chain_of_which_all_are_known(string noted, params string[] settings)
    {
        await using var host = await StartAsync(settings);
        Assert.Equal(noted, await AddressOfRefusedAsync(host, $"{Client}, 10.0.0.2"));
    }

    [Fact]
    public async Task Should_not_pass_on_as_the_client_what_the_client_made_up()
    {
        await using var host = await StartAsync(KnowsTheLoopback);
        Assert.Equal(Client, await AddressOfRefusedAsync(host, $"{Loopback}, 198.51.100.1, {Client}"));
    }

    [Fact]
    public async Task Should_tell_the_allocator_for_whom_it_asks()
    {
        await using var host = await StartAsync(KnowsTheLoopback);
        host.Allocator.On<LockResources>(_ => Samples.Locks(5));

        await host.Client.PostAsync("resources/5/lock", null, ("X-Forwarded-For", Client)).JsonAsync();

        Assert.Equal(Client, host.Allocator.Last<LockResources>().Header(CommandHeaders.Address));
    }

    [Fact]
    public async Task Should_have_each_of_its_clients_limited_alone()
    {
        await using var known = await StartAsync(KnowsTheLoopback, "RateLimit:PerMinute=1", "RateLimit:Burst=1");
        await AskAsync(known, Client).JsonAsync();
        await AskAsync(known, Client).ProblemAsync(429, "too_many_requests");
        await AskAsync(known, "198.51.100.1").JsonAsync();

        await using var unknown = await StartAsync("RateLimit:PerMinute=1", "RateLimit:Burst=1");
        await AskAsync(unknown, Client).JsonAsync();
        await AskAsync(unknown, "198.51.100.1").ProblemAsync(429, "too_many_requests");

        static Task<HttpResponseMessage> AskAsync(GatewayHost host, string client) => host.Client.ReadAsync("whoami", ("X-Forwarded-For", client));
    }

    [Theory]
    [InlineData("max-age=31536000", KnowsTheLoopback)]
    [InlineData(null)]
    public async Task Should_say_whether_the_connection_was_a_safe_one(string? said, params string[] settings)
    {
        await using var host = await StartAsync(settings);
        using var response = await host.Client.ReadAsync("/health", ("X-Forwarded-For", Client), ("X-Forwarded-Proto", "https"));
        Assert.Equal(said, response.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Should_not_be_described_wrongly()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(
            "Forwarded:KnownProxies:0=::1", "Forwarded:KnownProxies:1=proxy.lab", "Forwarded:KnownProxies:2=10.1",
            "Forwarded:KnownNetworks:0=10.0.0.0/8", "Forwarded:KnownNetworks:1=10.1/8", "Forwarded:KnownNetworks:2=10.0.0.0",
            "Forwarded:KnownNetworks:3=fd00::/129"));
        Assert.Equal(
            [
                "Forwarded:KnownProxies:1 is proxy.lab; allowed is an address, such as 10.0.0.1 or fd00::1",
                "Forwarded:KnownProxies:2 is 10.1; allowed is an address, such as 10.0.0.1 or fd00::1",
                "Forwarded:KnownNetworks:1 is 10.1/8; allowed is a network, such as 10.0.0.0/8 or fd00::/8",
                "Forwarded:KnownNetworks:2 is 10.0.0.0; allowed is a network, such as 10.0.0.0/8 or fd00::/8",
                "Forwarded:KnownNetworks:3 is fd00::/129; allowed is a network, such as 10.0.0.0/8 or fd00::/8",
            ],
            exception.Failures);
    }

    private static Task<GatewayHost> StartAsync(params string[] settings) => new GatewayHost { OnSocket = true }.StartAsync(settings, null);

    private static async Task<string?> AddressOfRefusedAsync(GatewayHost host, string forwardedFor)
    {
        await host.Client.PostAsync("resources/5/lock?ttl=x", null, ("X-Forwarded-For", forwardedFor)).ProblemAsync(422, "invalid");
        return Assert.Single(await host.Client.AuditAsync(1, "?success=false")).Text("ip");
    }
}

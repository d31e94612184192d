using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using RentABot.Gateway.Tests.Support;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Access;

public sealed class When_an_identity_provider_signs : IAsyncLifetime
{
    private readonly IdentityProvider _provider = new();
    private readonly GatewayHost _host = new();

    public async ValueTask InitializeAsync() => await _host.StartAsync(
        [$"Auth:Jwt:Authority={IdentityProvider.Address}", "Auth:Jwt:Audience=rent-a-bot"],
        services => services.Configure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = _provider));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _provider.Dispose();
    }

    [Fact]
    public async Task Should_let_in_whom_it_names()
    {
        var caller = await WhoAmI(_provider.Token("maintainer")).JsonAsync();
        Assert.Equal(("alice", "maintainer"), (caller.Text("name"), caller.Text("role")));
        await WhoAmI(_provider.Token()).JsonAsync();
        Assert.Equal(1, _provider.Fetches);
    }

    [Fact]
    public async Task Should_refuse_what_another_one_signed()
    {
        await WhoAmI(_provider.Token()).JsonAsync();
        using var other = new IdentityProvider();
        await WhoAmI(other.Token()).ProblemAsync(401, "not_authenticated");
        await WhoAmI(_provider.Token(issuer: "https://evil.example")).ProblemAsync(401, "not_authenticated");

        // The name of a right key does not make it the right one.
        var keyId = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(_provider.Token()).Kid;
        await WhoAmI(other.Token(keyId: keyId)).ProblemAsync(401, "not_authenticated");
    }

    [Fact]
    public async Task Should_fetch_the_keys_anew_when_a_token_names_one_that_is_not_known()
    {
        var old = _provider.Token();
        await WhoAmI(old).JsonAsync();
        _provider.Rotate();
        await Eventually.HoldsAsync(
            async () => (await WhoAmI(_provider.Token("admin"))).IsSuccessStatusCode, TimeSpan.FromSeconds(30), "the new key is known");
        Assert.Equal(2, _provider.Fetches);

        // What the old one signed counts no more, and does not have the keys fetched again and again.
        await WhoAmI(old).ProblemAsync(401, "not_authenticated");
        await WhoAmI(old).ProblemAsync(401, "not_authenticated");
        Assert.Equal(2, _provider.Fetches);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.InternalServerError)]
    public async Task Should_say_that_it_does_not_answer_and_recover(bool away, HttpStatusCode status)
    {
        (_provider.IsAway, _provider.Status) = (away, status);
        using (var response = await WhoAmI(_provider.Token()))
        {
            await response.ProblemAsync(503, "identity_provider_unavailable");
            Assert.NotNull(response.Header("Retry-After"));
        }

        // Whoever comes without a token needs nobody's word.
        await _host.Client.ReadAsync("whoami").ProblemAsync(401, "not_authenticated");
        (_provider.IsAway, _provider.Status) = (false, HttpStatusCode.OK);
        await WhoAmI(_provider.Token()).JsonAsync();
    }

    [Fact]
    public async Task Should_go_on_with_the_keys_that_are_known_while_it_is_away()
    {
        var token = _provider.Token();
        await WhoAmI(token).JsonAsync();
        _provider.IsAway = true;
        await WhoAmI(token).JsonAsync();
        using var other = new IdentityProvider();
        await WhoAmI(other.Token()).ProblemAsync(401, "not_authenticated");
    }

    private Task<HttpResponseMessage> WhoAmI(string token) => _host.Client.ReadAsync("whoami", ("Authorization", $"Bearer {token}"));
}

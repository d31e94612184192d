using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RentABot.Hosting;

namespace RentABot.Gateway.Access;

/// <summary>Knows a caller by the API key in <c>X-API-Key</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyRing keys, IOptions<AuthOptions> auth)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Header = "X-API-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    /// <summary>Says what would be taken.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        if (auth.Value.ConfigPath.Length > 0) Response.Headers.Append(HeaderNames.WWWAuthenticate, $"ApiKey realm=\"rent-a-bot\", header=\"{Header}\"");
        if (auth.Value.Jwt.IsOn) Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer realm=\"rent-a-bot\"");
        return Task.CompletedTask;
    }

    private AuthenticateResult Authenticate()
    {
        if (!Request.Headers.TryGetValue(Header, out var values)) return AuthenticateResult.NoResult();
        return values is [{ } presented] && keys.Find(presented) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(CallerClaims.Of(key, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("no such API key");
    }
}

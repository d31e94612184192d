using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using RentABot.Gateway.Problems;
using RentABot.Hosting;
using RentABot.Rules;

namespace RentABot.Gateway.Access;

/// <summary>Which bearer tokens are believed, as <see cref="JwtOptions"/> says.</summary>
internal sealed class BearerTokens(IOptions<AuthOptions> auth) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>How far the issuer's clock may be off.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>How long the identity provider may take to answer.</summary>
    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(5);

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var jwt = auth.Value.Jwt;
        if (jwt.Authority.Length > 0) options.Authority = jwt.Authority;

        // Claims keep the names that they have in the token.
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidateIssuer = jwt.Authority.Length > 0 || jwt.Issuer.Length > 0,
            ValidIssuer = jwt.Issuer.Length > 0 ? jwt.Issuer : null,
            ValidAudience = jwt.Audience,
            IssuerSigningKey = jwt.Key.Length > 0 ? BearerKey.Read(jwt.Key) : null,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
            NameClaimType = jwt.NameClaim,
            RoleClaimType = jwt.RoleClaim,
        };
        options.BackchannelTimeout = ProviderTimeout;
        options.Events = new JwtBearerEvents { OnTokenValidated = RequireName, OnAuthenticationFailed = TellFromUnavailable };
    }

    private static Task RequireName(TokenValidatedContext context)
    {
        var name = context.Principal?.Identity?.Name;
        if (name is not { Length: >= 1 and <= Limits.MaxActorLength } || name.Any(char.IsControl)) context.Fail("the token names no caller");
        return Task.CompletedTask;
    }

    /// <summary>A token that cannot be judged, since the provider's keys are not to be had, is not a wrong one.</summary>
    private static async Task TellFromUnavailable(AuthenticationFailedContext context)
    {
        if (context.Options.ConfigurationManager is not { } provider) return;
        try
        {
            // Kept by the manager: asked for only where it has none yet.
            await provider.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ProblemException(ProblemCatalog.IdentityProviderUnavailable);
        }
    }
}

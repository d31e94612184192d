using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using RentABot.Hosting;
using RentABot.Rules;

namespace RentABot.Gateway.Access;

/// <summary>Which bearer tokens are believed, as <see cref="JwtOptions"/> says.</summary>
internal sealed class BearerTokens(IOptions<AuthOptions> auth) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>How far the issuer's clock may be off.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

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
        options.Events = new JwtBearerEvents { OnTokenValidated = RequireName };
    }

    private static Task RequireName(TokenValidatedContext context)
    {
        if (context.Principal?.Identity?.Name is not { Length: >= 1 and <= Limits.MaxActorLength }) context.Fail("the token names no caller");
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Net.Http.Headers;
using RentABot.Gateway.Web.Sessions;
using RentABot.Hosting;

namespace RentABot.Gateway.Access;

/// <summary>Who is let in, and to what.</summary>
internal static class AccessRegistration
{
    public const string ApiKey = "ApiKey";
    private const string Chosen = "chosen";
    private const string Open = "Open";

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>();
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateOnStart();
        services.AddSingleton<ApiKeyRing>();
        services.AddSingleton<IStartCheck>(provider => provider.GetRequiredService<ApiKeyRing>());
        services.AddHostedService<OpenDoorWarning>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerTokens>();
        services.AddAuthentication(Chosen)
            .AddPolicyScheme(Chosen, null, scheme => scheme.ForwardDefaultSelector = SchemeFor)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKey, null)
            .AddScheme<AuthenticationSchemeOptions, OpenHandler>(Open, null)
            .AddSessions()
            .AddJwtBearer();

        // What a provider no longer tells of has been taken back, perhaps because it got lost.
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            if (options.ConfigurationManager is BaseConfigurationManager keys) keys.UseLastKnownGoodConfiguration = false;
        });
        services.AddRolePolicies();
    }

    private static bool HasBearerToken(HttpRequest request) =>
        request.Headers[HeaderNames.Authorization].ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static string SchemeFor(HttpContext context)
    {
        var auth = context.RequestServices.GetRequiredService<IOptions<AuthOptions>>().Value;
        if (!auth.IsOn) return Open;
        if (context.Request.Headers.ContainsKey(ApiKeyHandler.Header)) return ApiKey;
        if (auth.Jwt.IsOn && HasBearerToken(context.Request)) return JwtBearerDefaults.AuthenticationScheme;
        return SessionCookie.IsTakenBy(context.GetEndpoint()) ? SessionCookie.Scheme : ApiKey;
    }
}

using Microsoft.AspNetCore.Authentication;

namespace RentABot.Gateway.Web.Sessions;

/// <summary>
/// Who has signed in is known by a cookie. It is taken by what says so and by nothing else: the API's calls that change
/// something can therefore not be made by another site's page in a user's name.
/// </summary>
internal static class SessionCookie
{
    public const string Scheme = "Session";
    private static readonly TimeSpan Silence = TimeSpan.FromHours(12);

    public static AuthenticationBuilder AddSessions(this AuthenticationBuilder authentication)
    {
        authentication.Services.AddSingleton<SessionEvents>();
        return authentication.AddCookie(Scheme, options =>
        {
            options.Cookie.Name = CookieNames.Session;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

            // Not Strict: whoever follows a link from elsewhere is still signed in. Forms have a token of their own.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.CookieManager = new HostCookies();
            options.ExpireTimeSpan = Silence;
            options.SlidingExpiration = true;
            options.EventsType = typeof(SessionEvents);
        });
    }

    public static TBuilder TakesSession<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new SessionMetadata());

    public static bool IsTakenBy(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<SessionMetadata>() is not null;

    private sealed record SessionMetadata;
}

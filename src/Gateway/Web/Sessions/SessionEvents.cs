using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RentABot.Gateway.Access;
using RentABot.Gateway.Web.Layout;

namespace RentABot.Gateway.Web.Sessions;

/// <summary>
/// A session is as good as the API key that it was opened with: the cookie names that key, and proves that whoever made the
/// cookie knew the key's digest. Role and limits are those that the key has now. Whoever can read the database, and with it
/// what protects the cookies, still cannot make one.
/// </summary>
internal sealed class SessionEvents(ApiKeyRing keys) : CookieAuthenticationEvents
{
    private const string Name = "name";
    private const string Proof = "proof";

    public static ClaimsPrincipal TicketFor(ApiKey key) =>
        new(new ClaimsIdentity([new Claim(Name, key.Name), new Claim(Proof, ProofOf(key))], SessionCookie.Scheme, Name, null));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (Holds(context.Principal) is { } key)
        {
            context.ReplacePrincipal(CallerClaims.Of(key, AccessRegistration.ApiKey));
            return;
        }

        // The key is gone, or is another one.
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(SessionCookie.Scheme);
    }

    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (request, response) = (context.Request, context.Response);
        if (PageFrame.IsFragment(request))
        {
            // htmx goes there itself, and comes back to the page that asked.
            response.StatusCode = StatusCodes.Status401Unauthorized;
            var page = Uri.TryCreate(request.Headers["HX-Current-URL"], UriKind.Absolute, out var shown) ? shown.PathAndQuery : "/";
            response.Headers["HX-Redirect"] = SignInEndpoints.AddressFor(page);
        }
        else if (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            response.Redirect(SignInEndpoints.AddressFor(request.Path.ToUriComponent() + request.QueryString.ToUriComponent()));
        }
        else if (Pages.Includes(context.HttpContext.GetEndpoint()) && !HttpMethods.IsGet(request.Method))
        {
            response.Redirect(SignInEndpoints.AddressFor(request.Path.ToUriComponent()));
        }
        else
        {
            // A program: it is told what would be taken.
            await context.HttpContext.ChallengeAsync(AccessRegistration.ApiKey);
        }
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private ApiKey? Holds(ClaimsPrincipal? ticket) =>
        ticket?.FindFirst(Name) is { } name && ticket.FindFirst(Proof) is { } proof && keys.Named(name.Value) is { } key
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(proof.Value), Encoding.ASCII.GetBytes(ProofOf(key)))
            ? key
            : null;

    private static string ProofOf(ApiKey key) => Convert.ToHexString(HMACSHA256.HashData(key.Digest, "rent-a-bot session"u8));
}

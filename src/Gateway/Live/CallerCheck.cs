using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using RentABot.Gateway.Access;
using RentABot.Gateway.Problems;
using RentABot.Rules;

namespace RentABot.Gateway.Live;

/// <summary>
/// Whether who listens may still do so: a key may have been taken back meanwhile, a token may have run out. What the
/// request said about its caller is judged anew, as if it came now.
/// </summary>
internal sealed class CallerCheck(IServiceScopeFactory scopes)
{
    public async Task<bool> MayStillAsync(HttpContext context, Role least)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (request, again) = (context.Request, new DefaultHttpContext { RequestServices = scope.ServiceProvider });
        again.Features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = request.Method,
            Scheme = request.Scheme,
            Protocol = request.Protocol,
            PathBase = request.PathBase.Value ?? "",
            Path = request.Path.Value ?? "",
            QueryString = request.QueryString.Value ?? "",
            Headers = request.Headers,
        });
        again.RequestAborted = context.RequestAborted;

        // Which says whether a session counts.
        again.SetEndpoint(context.GetEndpoint());
        try
        {
            return (await again.AuthenticateAsync()).Principal is { } caller && CallerClaims.RoleOf(caller) >= least;
        }
        catch (ProblemException)
        {
            // Whoever cannot be known now comes back, and is told why.
            return false;
        }
    }
}

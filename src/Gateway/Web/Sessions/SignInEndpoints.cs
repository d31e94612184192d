using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Access;
using RentABot.Gateway.Problems;
using RentABot.Gateway.Web.Forms;
using RentABot.Hosting;

namespace RentABot.Gateway.Web.Sessions;

/// <summary>Opens and ends sessions.</summary>
internal static class SignInEndpoints
{
    private const string Route = "/sign-in";
    private const string ReturnTo = "return";
    private const string Home = "/";

    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Route, Show).IsPage().AllowAnonymous();
        pages.MapPost(Route, SignInAsync).IsPage().IsForm().AllowAnonymous();
        pages.MapPost("/sign-out", SignOutAsync).IsPage().IsForm().AllowAnonymous();
    }

    /// <summary>Where one signs in, to go on there.</summary>
    public static string AddressFor(string page) => Route + new QueryBuilder([KeyValuePair.Create(ReturnTo, page)]).ToQueryString();

    private static IResult Show([FromQuery(Name = ReturnTo)] string? address, HttpContext context, IOptions<AuthOptions> auth) =>
        auth.Value.IsOn ? context.Show<SignInPage>(ModelOf(address, auth.Value)) : Pages.GoTo(address);

    private static async Task<IResult> SignInAsync(Form form, HttpContext context, ApiKeyRing keys, IOptions<AuthOptions> auth)
    {
        var address = form[ReturnTo];
        if (!auth.Value.IsOn) return Pages.GoTo(address);
        if (keys.Find(form["key"] ?? "") is not { } key)
        {
            ProblemCatalog.NotAuthenticated.Mark(context);
            return context.Show<SignInPage>(ModelOf(address, auth.Value) with { WasWrong = true }, StatusCodes.Status401Unauthorized);
        }

        await context.SignInAsync(SessionCookie.Scheme, SessionEvents.TicketFor(key), new AuthenticationProperties { IsPersistent = true });
        return Pages.GoTo(address);
    }

    private static async Task<IResult> SignOutAsync(Form form, HttpContext context)
    {
        _ = form;
        await context.SignOutAsync(SessionCookie.Scheme);
        return Pages.GoTo(Home);
    }

    private static SignInModel ModelOf(string? address, AuthOptions auth) =>
        new() { ReturnTo = Pages.IsLocal(address) ? address! : Home, TakesKeys = auth.ConfigPath.Length > 0 };
}

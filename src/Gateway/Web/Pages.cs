using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using RentABot.Gateway.Access;
using RentABot.Gateway.Resources;
using RentABot.Gateway.Web.Assets;
using RentABot.Gateway.Web.Layout;
using RentABot.Gateway.Web.Sessions;
using RentABot.Rules;

namespace RentABot.Gateway.Web;

/// <summary>How pages are mapped and shown, whatever is on them.</summary>
internal static class Pages
{
    /// <summary>The longest form in bytes.</summary>
    private const int MaxFormSize = 64 * 1024;
    private const int DigestBytes = 8;

    /// <summary>Whether an endpoint is one of the pages, or of what their forms do.</summary>
    public static bool Includes(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<PageMetadata>() is not null;

    /// <summary>A page: for who is signed in, or sends a key, and no part of the API's document.</summary>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder pages, string route, Role least, Delegate show) =>
        pages.MapGet(route, show).IsPage().RequiresRole(least);

    /// <summary>What a form does, which has to be one that was made for its user.</summary>
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder pages, string route, Role least, Delegate act) =>
        pages.MapPost(route, act).IsPage().IsForm().RequiresRole(least);

    public static RouteHandlerBuilder IsPage(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new PageMetadata()).TakesSession().ExcludeFromDescription();

    public static RouteHandlerBuilder IsForm(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new Microsoft.AspNetCore.Antiforgery.RequireAntiforgeryTokenAttribute())
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxFormSize));

    /// <summary>
    /// A page, or, for a request of htmx, its content alone: <see cref="PageLayout"/> tells them apart.
    /// </summary>
    /// <param name="context">Who asks.</param>
    /// <param name="model">What the page is given, as its parameter <c>Model</c>.</param>
    /// <param name="status">Of the answer.</param>
    public static RazorComponentResult<TPage> Show<TPage>(this HttpContext context, object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        context.Response.Headers.Vary = PageFrame.FragmentHeader;
        return new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Model"] = model })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    /// <summary>
    /// Whether the content that htmx has already is still the present one; otherwise the answer gets the tag by which it is
    /// known. Whole pages are made anew each time: without a script nothing on them counts on.
    /// </summary>
    /// <param name="context">Who asks.</param>
    /// <param name="version">The ledger's.</param>
    /// <param name="seen">What else the page is made of, such as the user's own locks.</param>
    public static bool IsUnchanged(this HttpContext context, long version, string seen = "")
    {
        if (!PageFrame.IsFragment(context.Request)) return false;
        var (request, user) = (context.Request, context.User);
        var subject = $"{request.Path}{request.QueryString}\n{user.Identity?.Name}\n{CallerClaims.RoleOf(user)}\n{seen}";
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(subject));
        var tag = $"W/\"{version}-{Convert.ToHexStringLower(digest.AsSpan(0, DigestBytes))}-{AssetFiles.Version}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.Vary = PageFrame.FragmentHeader;
        return Freshness.Has(request, tag);
    }

    /// <summary>The answer to a form that was carried out: to the page where it came from, so that a reload does not repeat it.</summary>
    public static IResult GoTo(string? address) => new SeeOther(IsLocal(address) ? address! : "/");

    /// <summary>An address of this service, and not one that leads to another.</summary>
    public static bool IsLocal(string? address) => address is ['/', ..] && RedirectHttpResult.IsLocalUrl(address);

    private sealed record PageMetadata;
}

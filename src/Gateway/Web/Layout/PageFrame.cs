using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using RentABot.Gateway.Access;
using RentABot.Gateway.Web.Notices;
using RentABot.Hosting;
using RentABot.Rules;

namespace RentABot.Gateway.Web.Layout;

/// <summary>What every page can tell: who looks, where, and whether the page is all that is asked for.</summary>
internal sealed class PageFrame(
    IHttpContextAccessor accessor, IAntiforgery antiforgery, IOptions<AuthOptions> auth, NoticeCookie notices)
{
    /// <summary>What htmx sends along.</summary>
    public const string FragmentHeader = "HX-Request";
    private const string WholePageHeader = "HX-History-Restore-Request";

    private HttpContext Context => accessor.HttpContext!;

    /// <summary>The content alone is asked for.</summary>
    public bool IsContentAlone => IsFragment(Context.Request);

    /// <summary>Callers have to say who they are.</summary>
    public bool AsksWho => auth.Value.IsOn;

    /// <summary>Who looks; null: nobody that is known.</summary>
    public string? User => Context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    public Role? Role => CallerClaims.RoleOf(Context.User);

    public bool MayUse => Role >= Rules.Role.User;

    public bool MayMaintain => Role >= Rules.Role.Maintainer;

    public bool MayAdminister => Role >= Rules.Role.Admin;

    /// <summary>The page's own address, with its query.</summary>
    public string Address => Context.Request.Path.ToUriComponent() + Context.Request.QueryString.ToUriComponent();

    public PathString Path => Context.Request.Path;

    /// <summary>The word that every form has to bring along, under <c>FormToken.Name</c>.</summary>
    public string Token => antiforgery.GetAndStoreTokens(Context).RequestToken!;

    public static bool IsFragment(HttpRequest request) =>
        request.Headers.ContainsKey(FragmentHeader) && !request.Headers.ContainsKey(WholePageHeader);

    /// <summary>What the user has to be told of the last thing that was done; once.</summary>
    public Notice? TakeNotice() => notices.Take(Context);
}

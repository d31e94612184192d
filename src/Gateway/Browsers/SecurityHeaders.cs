using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace RentABot.Gateway.Browsers;

/// <summary>Headers that keep browsers from being used against their users, on every answer.</summary>
internal static class SecurityHeaders
{
    private const string Year = "max-age=31536000";
    /// <summary>Says something to a script that no page here has.</summary>
    private const string BlazorNavigation = "blazor-enhanced-nav";
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>The first that fits counts.</summary>
    private static readonly HeaderPolicy[] Policies =
    [
        new("/docs", """
            default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;
            font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
            """.ReplaceLineEndings(" "), Cacheable: true),
        new("/openapi", Nothing, Cacheable: true),
        new("/assets", Nothing, Cacheable: true),
        new("", Nothing, Cacheable: false),
    ];

    /// <summary>The pages: what this host serves, and nothing that is written into them.</summary>
    private static readonly HeaderPolicy Page = new("", """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self';
        base-uri 'none'; frame-ancestors 'none'
        """.ReplaceLineEndings(" "), Cacheable: false);

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // When the answer starts: an error clears what was set before it.
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var policy = Array.Find(Policies, policy => context.Request.Path.StartsWithSegments(policy.Path))!;
        if (policy.Path == "" && IsPage(context.Response)) policy = Page;
        headers.Remove(BlazorNavigation);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = policy.Content.Replace("{nonce}", NonceOf(context), StringComparison.Ordinal);
        if (context.Request.IsHttps) headers.StrictTransportSecurity = Year;
        if (!policy.Cacheable && (policy == Page || !headers.ContainsKey(HeaderNames.CacheControl)))
        {
            headers.CacheControl = headers.ContainsKey(HeaderNames.ETag) ? "private, no-cache" : "no-store";
        }
    }

    private static bool IsPage(HttpResponse response) =>
        response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What the page's scripts are marked with; where there are none, nothing has to match.</summary>
    private static string NonceOf(HttpContext context) => context.Items[ScalarOptions.NonceHttpContextItemKey] as string ?? "none";
}

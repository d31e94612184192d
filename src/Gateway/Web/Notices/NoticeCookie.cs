using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RentABot.Gateway.Web.Sessions;

namespace RentABot.Gateway.Web.Notices;

/// <summary>
/// Takes a notice over the redirect that follows a form, on any gateway: encrypted in a cookie that lives for a minute and is
/// gone once it was shown.
/// </summary>
internal sealed class NoticeCookie(IDataProtectionProvider protection)
{
    /// <summary>What browsers keep at least, less what a cookie has besides.</summary>
    private const int LongestValue = 3500;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("notice");

    public void Put(HttpContext context, Notice notice)
    {
        var value = Protect(notice);
        if (value.Length > LongestValue) value = Protect(new Notice($"{notice.Text} The tokens are kept by this browser."));
        var options = Options(context);
        options.MaxAge = Lifetime;
        context.Response.Cookies.Append(CookieNames.Notice, value, options);
    }

    public Notice? Take(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(CookieNames.Notice, out var value)) return null;
        context.Response.Cookies.Delete(CookieNames.Notice, Options(context));
        try
        {
            return JsonSerializer.Deserialize<Notice>(_protector.Unprotect(value));
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private string Protect(Notice notice) => _protector.Protect(JsonSerializer.Serialize(notice));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
    };
}

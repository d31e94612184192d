using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RentABot.Contracts;
using RentABot.Gateway.Web.Sessions;

namespace RentABot.Gateway.Web.OwnLocks;

/// <summary>
/// Keeps the tokens of locks that a browser was granted in that browser alone: one cookie a lock, encrypted, so that its user
/// can extend and end the lock on any gateway without having written the token down.
/// </summary>
internal sealed class OwnLockCookies(IDataProtectionProvider protection)
{
    /// <summary>More would make each request's headers too long.</summary>
    public const int Most = 30;

    private readonly IDataProtector _protector = protection.CreateProtector("own lock");

    /// <summary>The locks of who looks; some of them may have ended.</summary>
    public IReadOnlyDictionary<long, OwnLock> Of(HttpContext context) => context.Request.Cookies
        .Where(cookie => cookie.Key.StartsWith(CookieNames.OwnLock, StringComparison.Ordinal))
        .Take(2 * Most)
        .Select(cookie => Read(cookie.Value))
        .OfType<OwnLock>()
        .Where(own => own.User == context.User.Identity?.Name)
        .DistinctBy(own => own.ResourceId)
        .ToDictionary(own => own.ResourceId);

    /// <summary>The token of the lock that runs on a resource, where it is the user's own.</summary>
    public string? TokenFor(HttpContext context, ResourceState resource) =>
        Of(context).GetValueOrDefault(resource.Id) is { } own && own.FencingToken == resource.FencingToken ? own.Token : null;

    /// <summary>Keeps locks that were just granted, for as long as they may live at all; the oldest give way.</summary>
    public void Keep(HttpContext context, IReadOnlyCollection<LockGranted> locks)
    {
        var kept = Of(context).Values.Where(own => locks.All(granted => granted.ResourceId != own.ResourceId)).ToList();
        foreach (var own in kept.OrderBy(own => own.FencingToken).Take(Math.Max(0, kept.Count + locks.Count - Most)))
        {
            Forget(context, own.ResourceId);
        }

        foreach (var granted in locks.Take(Most))
        {
            var own = new OwnLock(granted.ResourceId, granted.FencingToken, context.User.Identity?.Name ?? "", granted.LockToken);
            var options = Options(context);
            options.MaxAge = TimeSpan.FromSeconds(granted.Resource.MaxLockDuration);
            context.Response.Cookies.Append(NameOf(own.ResourceId), _protector.Protect(JsonSerializer.Serialize(own)), options);
        }
    }

    public static void Forget(HttpContext context, long resourceId) => context.Response.Cookies.Delete(NameOf(resourceId), Options(context));

    private static string NameOf(long resourceId) => CookieNames.OwnLock + resourceId.ToString(CultureInfo.InvariantCulture);

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
    };

    private OwnLock? Read(string value)
    {
        try
        {
            return JsonSerializer.Deserialize<OwnLock>(_protector.Unprotect(value));
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }
}

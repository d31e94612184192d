using System.Globalization;
using System.Security.Claims;
using RentABot.Rules;

namespace RentABot.Gateway.Access;

/// <summary>What is known of a caller who was let in, as claims.</summary>
internal static class CallerClaims
{
    private const string Name = "name";
    private const string RoleName = "role";
    private const string BestPriority = "best_priority";

    /// <summary>Who calls where nobody is asked.</summary>
    public static readonly ClaimsPrincipal Anybody =
        new(new ClaimsIdentity([new Claim(Name, "anonymous"), new Claim(RoleName, Roles.NameOf(Role.Admin))], "open", Name, RoleName));

    public static ClaimsPrincipal Of(ApiKey key, string scheme)
    {
        var claims = new List<Claim> { new(Name, key.Name), new(RoleName, Roles.NameOf(key.Role)) };
        if (key.BestPriority is { } best) claims.Add(new Claim(BestPriority, best.ToString(CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, Name, RoleName));
    }

    /// <summary>The highest role that is claimed; null: none.</summary>
    public static Role? RoleOf(ClaimsPrincipal caller)
    {
        Role? highest = null;
        foreach (var identity in caller.Identities)
        {
            foreach (var claim in identity.FindAll(identity.RoleClaimType))
            {
                if (Roles.TryParse(claim.Value, out var role) && (highest is null || role > highest)) highest = role;
            }
        }

        return highest;
    }

    public static int? BestPriorityOf(ClaimsPrincipal caller) =>
        caller.FindFirst(BestPriority) is { } claim ? int.Parse(claim.Value, CultureInfo.InvariantCulture) : null;
}

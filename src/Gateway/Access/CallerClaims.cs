using System.Globalization;
using System.Security.Claims;
using RentABot.Rules;

namespace RentABot.Gateway.Access;

/// <summary>What is known of a caller who was let in, as claims.</summary>
internal static class CallerClaims
{
    private const string Name = "name";
    private const string RoleName = "role";

    /// <summary>The limits' names, as the file of keys and <c>/whoami</c> have them.</summary>
    public const string MaxLocks = "max_locks";
    public const string BestPriority = "best_priority";

    /// <summary>Who calls where nobody is asked.</summary>
    public static readonly ClaimsPrincipal Anybody =
        new(new ClaimsIdentity([new Claim(Name, "anonymous"), new Claim(RoleName, Roles.NameOf(Role.Admin))], "open", Name, RoleName));

    public static ClaimsPrincipal Of(ApiKey key, string scheme)
    {
        var claims = new List<Claim> { new(Name, key.Name), new(RoleName, Roles.NameOf(key.Role)) };
        AddLimit(MaxLocks, key.MaxLocks);
        AddLimit(BestPriority, key.BestPriority);
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, Name, RoleName));

        void AddLimit(string name, int? limit)
        {
            if (limit is { } number) claims.Add(new Claim(name, number.ToString(CultureInfo.InvariantCulture), null, scheme));
        }
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

    /// <summary>A limit of an API key; what a bearer token says of the kind counts for nothing.</summary>
    public static int? LimitOf(ClaimsPrincipal caller, string name) =>
        caller.FindFirst(claim => claim.Type == name && claim.Issuer == AccessRegistration.ApiKey) is { } claim
            ? int.Parse(claim.Value, CultureInfo.InvariantCulture)
            : null;
}

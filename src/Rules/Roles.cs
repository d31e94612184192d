namespace RentABot.Rules;

/// <summary>Roles by the names that settings, headers and answers have for them.</summary>
public static class Roles
{
    public const string Allowed = "readonly, user, maintainer, admin";

    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>Reads a role's name, exactly as it is written.</summary>
    public static bool TryParse(string? name, out Role role)
    {
        foreach (var candidate in Enum.GetValues<Role>())
        {
            role = candidate;
            if (NameOf(candidate) == name) return true;
        }

        role = Role.ReadOnly;
        return false;
    }
}

namespace RentABot.Rules;

/// <summary>Roles by the names that settings, headers and answers have for them.</summary>
public static class Roles
{
    /// <summary>In the order of <see cref="Role"/>.</summary>
    private static readonly string[] Names = [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];

    public static readonly string Allowed = string.Join(", ", Names);

    public static string NameOf(Role role) => Names[(int)role];

    /// <summary>Reads a role's name, exactly as it is written.</summary>
    public static bool TryParse(string? name, out Role role)
    {
        var index = Array.IndexOf(Names, name);
        role = (Role)Math.Max(index, 0);
        return index >= 0;
    }
}

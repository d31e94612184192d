namespace RentABot.Browser.Support;

/// <summary>A service that lets in one key of each role.</summary>
public sealed class GuardedSite : Site
{
    /// <summary>Nobody's.</summary>
    public const string WrongKey = "no-such-key-0123456789";

    protected override string? Keys => """
        api_keys:
          - { key: readonly-key-0123456789, name: looker, role: readonly }
          - { key: user-key-0123456789, name: ci, role: user }
          - { key: maintainer-key-0123456789, name: keeper, role: maintainer }
          - { key: admin-key-0123456789, name: boss, role: admin }
        """;

    protected override string? OwnKey => KeyOf("admin");

    /// <summary>The key of a role.</summary>
    public static string KeyOf(string role) => $"{role}-key-0123456789";
}

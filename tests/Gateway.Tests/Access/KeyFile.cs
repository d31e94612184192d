using RentABot.Gateway.Tests.Support;

namespace RentABot.Gateway.Tests.Access;

/// <summary>A gateway that lets in one key of each role.</summary>
internal static class KeyFile
{
    public const string Text = """
        api_keys:
          - { key: readonly-key-0123456789, name: looker, role: readonly }
          - { key: user-key-0123456789, name: ci, role: user, max_locks: 7, best_priority: 4 }
          - { key: maintainer-key-0123456789, name: keeper, role: maintainer }
          - { key_sha256: 3f0b6a9f2ff3a94ed1ea52f1ffd2a0a6a0ed3a3c9b2b4e4a2c4ddad26d5a4e0c, name: unused, role: readonly }
          - { key: admin-key-0123456789, name: boss, role: admin }
        """;

    public static (string Name, string Value) Of(string role) => ("X-API-Key", $"{role}-key-0123456789");

    public static async Task<GatewayHost> StartAsync(string text = Text, params string[] settings)
    {
        var host = new GatewayHost();
        await File.WriteAllTextAsync(host.PathOf("keys.yaml"), text, TestContext.Current.CancellationToken);
        return await host.StartAsync([$"Auth:ConfigPath={host.PathOf("keys.yaml")}", .. settings], null);
    }
}

using RentABot.Gateway.Access;
using RentABot.Gateway.Tests.Support;
using RentABot.Hosting;
using RentABot.Rules;
using RentABot.TestServers;

namespace RentABot.Gateway.Tests.Access;

public sealed class When_the_key_file_is_read
{
    /// <summary>The file is looked at every four seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Should_know_each_key_by_its_digest_alone()
    {
        const string Digest = "b5d1e2c8f20f1ad5a5b4ee15a6a6bb08fdc7a6b0fb3fe3fef0de24d3d0b4b6e7";
        var file = ApiKeyFile.Parse($"api_keys:\n- {{ key_sha256: {Digest}, name: ci, role: user, best_priority: 3 }}\n");
        var key = Assert.Single(file.Keys);
        Assert.Equal(("ci", Role.User, 3), (key.Name, key.Role, key.BestPriority));
        Assert.Equal(Digest, Convert.ToHexStringLower(key.Digest));
        Assert.False(file.HasPlainKeys);
        Assert.True(ApiKeyFile.Parse(KeyFile.Text).HasPlainKeys);
    }

    [Theory]
    [InlineData("", "api_keys must be a list of")]
    [InlineData("api_keys: []", "api_keys must be a list of")]
    [InlineData("other: 1", "line 1 cannot be read")]
    [InlineData("api_keys:\n- { key: SECRET-0123456789, name: a, role: user, colour: red }", "line 2 cannot be read")]
    [InlineData("api_keys:\n- [SECRET-0123456789", "line 2 cannot be read")]
    [InlineData("api_keys:\n- SECRET-0123456789", "line 2 cannot be read")]
    [InlineData("api_keys:\n-\n", "api_keys[0] is empty")]
    [InlineData("api_keys:\n- { name: a, role: user }", "api_keys[0] must have one of key and key_sha256")]
    [InlineData("api_keys:\n- { key: SECRET, name: a, role: user }", "api_keys[0].key must have 16–1000 characters")]
    [InlineData("api_keys:\n- { key_sha256: SECRET, name: a, role: user }", "api_keys[0].key_sha256 must be the SHA-256")]
    [InlineData("api_keys:\n- { key: SECRET-0123456789, role: user }", "api_keys[0].name must be 1–200 characters")]
    [InlineData("api_keys:\n- { key: SECRET-0123456789, name: a, role: Admin }", "api_keys[0].role must be one of readonly, user, maintainer, admin")]
    [InlineData("api_keys:\n- { key: SECRET-0123456789, name: a, role: user, max_locks: 0 }", "api_keys[0].max_locks must be 1–1000000")]
    [InlineData("api_keys:\n- { key: SECRET-0123456789, name: a, role: user, best_priority: 0 }", "api_keys[0].best_priority must be 1–10")]
    [InlineData("api_keys:\n- { key: SECRET-0123456789, name: a, role: user }\n- { key: SECRET-9876543210, name: a, role: user }", "api_keys[1].name is there twice")]
    [InlineData("api_keys:\n- { key: SECRET-0123456789, name: a, role: user }\n- { key: SECRET-0123456789, name: b, role: user }", "api_keys[1].key is there twice")]
    public async Task Should_not_start_with_a_wrong_one_and_say_where_it_is_without_quoting_it(string text, string expected)
    {
        var exception = await Assert.ThrowsAsync<SettingsException>(() => KeyFile.StartAsync(text));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_have_limits()
    {
        Assert.Equal("api_keys[0].key must have 16–1000 characters", Broken(Entry(0, new string('x', 1001))));
        Assert.Equal("api_keys has 10001 entries; allowed are 10000", Broken([.. Enumerable.Range(0, 10_001).Select(i => Entry(i, $"SECRET-{i:D16}"))]));
        Assert.Equal("it is longer than 2097152 characters", Broken(new string('#', 2 * 1024 * 1024)));

        static string Entry(int number, string key) => $"- {{ key: {key}, name: n{number}, role: user }}";

        static string Broken(params string[] entries)
        {
            var path = Path.GetTempFileName();
            try
            {
                File.WriteAllText(path, $"api_keys:\n{string.Join('\n', entries)}\n");
                return Assert.Throws<ApiKeyFileException>(() => ApiKeyFile.Load(path)).Message;
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    [Fact]
    public async Task Should_follow_a_link_that_leads_elsewhere()
    {
        // As Kubernetes gives files: the file is a link into a folder that is itself a link, and only that one is exchanged.
        await using var host = new GatewayHost();
        Put("one", "first-key-0123456789", age: 1);
        Put("two", "second-key-0123456789", age: 0);
        Directory.CreateSymbolicLink(host.PathOf("..data"), "one");
        File.CreateSymbolicLink(host.PathOf("keys.yaml"), Path.Combine("..data", "keys.yaml"));
        await host.StartAsync([$"Auth:ConfigPath={host.PathOf("keys.yaml")}"], null);
        await host.Client.ReadAsync("whoami", ("X-API-Key", "first-key-0123456789")).JsonAsync();

        Directory.Delete(host.PathOf("..data"));
        Directory.CreateSymbolicLink(host.PathOf("..data"), "two");
        await Eventually.HoldsAsync(
            async () => (await host.Client.ReadAsync("whoami", ("X-API-Key", "second-key-0123456789"))).IsSuccessStatusCode, Patience, "the new key is let in");
        await host.Client.ReadAsync("whoami", ("X-API-Key", "first-key-0123456789")).ProblemAsync(401, "not_authenticated");

        void Put(string folder, string key, int age)
        {
            Directory.CreateDirectory(host.PathOf(folder));
            var path = Path.Combine(host.PathOf(folder), "keys.yaml");
            File.WriteAllText(path, $"api_keys:\n- {{ key: {key}, name: ci, role: user }}\n");
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddMinutes(-age));
        }
    }

    [Fact]
    public async Task Should_not_start_without_the_file_that_is_named()
    {
        var exception = await Assert.ThrowsAsync<SettingsException>(() => GatewayHost.StartAsync("Auth:ConfigPath=/nowhere/keys.yaml"));
        Assert.StartsWith("Auth:ConfigPath: /nowhere/keys.yaml: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_follow_changes_but_not_to_a_broken_file()
    {
        await using var host = await KeyFile.StartAsync();
        var path = host.PathOf("keys.yaml");
        await host.Client.ReadAsync("whoami", ("X-API-Key", "new-key-0123456789")).ProblemAsync(401, "not_authenticated");

        await File.WriteAllTextAsync(path, "api_keys:\n- { key: new-key-0123456789, name: new, role: user }", TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            async () => (await host.Client.ReadAsync("whoami", ("X-API-Key", "new-key-0123456789"))).IsSuccessStatusCode, Patience, "the new key is let in");
        await host.Client.ReadAsync("whoami", KeyFile.Of("admin")).ProblemAsync(401, "not_authenticated");

        await File.WriteAllTextAsync(path, "api_keys:\n- { key: SECRET-0123456789", TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            () => host.Logs.Any(line => line.Contains("cannot be used, so the keys from before go on", StringComparison.Ordinal)), Patience, "the gateway complains");
        Assert.Equal("new", (await host.Client.ReadAsync("whoami", ("X-API-Key", "new-key-0123456789")).JsonAsync()).Text("name"));
        Assert.All(host.Logs, line => Assert.DoesNotContain("SECRET", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_warn_of_plain_keys_that_everybody_can_read()
    {
        await using var host = new GatewayHost();
        await File.WriteAllTextAsync(host.PathOf("keys.yaml"), KeyFile.Text, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(host.PathOf("keys.yaml"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await host.StartAsync([$"Auth:ConfigPath={host.PathOf("keys.yaml")}"], null);
        Assert.Contains(host.Logs, line => line.Contains("can be read by every user", StringComparison.Ordinal));
    }
}

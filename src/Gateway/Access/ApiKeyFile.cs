using System.Security.Cryptography;
using System.Text;
using RentABot.Rules;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace RentABot.Gateway.Access;

/// <summary>
/// The file of API keys: <c>api_keys: [{key | key_sha256, name, role, max_locks?, best_priority?}]</c>. No message about it says
/// what is in it.
/// </summary>
internal sealed record ApiKeyFile
{
    private const int ShortestKey = 16;
    private const int LongestKey = 1000;
    private const int MostKeys = 10_000;
    private const int LongestFile = 2 * 1024 * 1024;
    private const string Shape = "api_keys must be a list of {key or key_sha256, name, role, max_locks, best_priority}";

    public required IReadOnlyList<ApiKey> Keys { get; init; }

    /// <summary>There are keys in it that whoever can read it can use.</summary>
    public required bool HasPlainKeys { get; init; }

    /// <exception cref="ApiKeyFileException">The file is not as it should be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ApiKeyFile Load(string path)
    {
        using var file = new StreamReader(path);
        var text = new char[LongestFile + 1];
        var length = file.ReadBlock(text);
        return length <= LongestFile
            ? Parse(new string(text, 0, length))
            : throw new ApiKeyFileException($"it is longer than {LongestFile} characters");
    }

    /// <exception cref="ApiKeyFileException">The file is not as it should be.</exception>
    public static ApiKeyFile Parse(string text)
    {
        var entries = Read(text);
        if (entries.Count > MostKeys) throw new ApiKeyFileException($"api_keys has {entries.Count} entries; allowed are {MostKeys}");
        var keys = new List<ApiKey>(entries.Count);
        for (var i = 0; i < entries.Count; i++) keys.Add(Check(entries[i], $"api_keys[{i}]"));
        CheckDistinct(keys, key => key.Name, "name");
        CheckDistinct(keys, key => Convert.ToHexString(key.Digest), "key");
        return new ApiKeyFile { Keys = keys, HasPlainKeys = entries.Exists(entry => entry?.Key is not null) };
    }

    private static List<Entry?> Read(string text)
    {
        try
        {
            var root = new DeserializerBuilder()
                .WithNamingConvention(UnderscoredNamingConvention.Instance)
                .WithDuplicateKeyChecking()
                .Build()
                .Deserialize<Root?>(text);
            return root?.ApiKeys is { Count: > 0 } entries ? entries : throw new ApiKeyFileException(Shape);
        }
        catch (YamlException exception)
        {
            // The parser's own words may quote a key.
            throw new ApiKeyFileException($"line {exception.Start.Line} cannot be read; {Shape}");
        }
    }

    private static ApiKey Check(Entry? entry, string where)
    {
        if (entry is null) throw new ApiKeyFileException($"{where} is empty; {Shape}");
        var digest = (entry.Key, entry.KeySha256) switch
        {
            ({ Length: >= ShortestKey and <= LongestKey } key, null) => SHA256.HashData(Encoding.UTF8.GetBytes(key)),
            ({ }, null) => throw new ApiKeyFileException($"{where}.key must have {ShortestKey}–{LongestKey} characters"),
            (null, { Length: 2 * SHA256.HashSizeInBytes } hex) when hex.All(char.IsAsciiHexDigit) => Convert.FromHexString(hex),
            (null, { }) => throw new ApiKeyFileException($"{where}.key_sha256 must be the SHA-256 of the key, in hexadecimal"),
            _ => throw new ApiKeyFileException($"{where} must have one of key and key_sha256"),
        };
        if (entry.Name is not { Length: >= 1 and <= Limits.MaxActorLength } name || name.Any(char.IsControl))
        {
            throw new ApiKeyFileException($"{where}.name must be 1–{Limits.MaxActorLength} characters");
        }

        if (!Roles.TryParse(entry.Role, out var role)) throw new ApiKeyFileException($"{where}.role must be one of {Roles.Allowed}");
        if (entry.MaxLocks is < 1 or > Limits.MaxQuota) throw new ApiKeyFileException($"{where}.max_locks must be 1–{Limits.MaxQuota}");
        if (entry.BestPriority is < Limits.MinPriority or > Limits.MaxPriority)
        {
            throw new ApiKeyFileException($"{where}.best_priority must be {Limits.MinPriority}–{Limits.MaxPriority}");
        }

        return new ApiKey(name, role, digest) { MaxLocks = entry.MaxLocks, BestPriority = entry.BestPriority };
    }

    private static void CheckDistinct(List<ApiKey> keys, Func<ApiKey, string> property, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var again = keys.FindIndex(key => !seen.Add(property(key)));
        if (again >= 0) throw new ApiKeyFileException($"api_keys[{again}].{what} is there twice");
    }

    private sealed record Root
    {
        public List<Entry?>? ApiKeys { get; init; }
    }

    private sealed record Entry
    {
        public string? Key { get; init; }

        [YamlMember(Alias = "key_sha256", ApplyNamingConventions = false)]
        public string? KeySha256 { get; init; }

        public string? Name { get; init; }
        public string? Role { get; init; }
        public int? MaxLocks { get; init; }
        public int? BestPriority { get; init; }
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using RentABot.Allocator.Settings;

namespace RentABot.Allocator.Tokens;

/// <summary>
/// A lock token is the lock's id and an HMAC-SHA256 of it under a deployment key, in base64url: nothing of it is in
/// the database, so that who reads that can free nothing.
/// </summary>
internal sealed class LockTokens
{
    private const int IdLength = 16;
    private static readonly byte[] Purpose = "rent-a-bot lock token"u8.ToArray();

    private readonly List<(string Name, byte[] Key)> _keys;

    public LockTokens(IOptions<TokenOptions> options) =>
        _keys = options.Value.Keys.Select(key => Encoding.UTF8.GetBytes(key)).Select(key => (NameOf(key), key)).ToList();

    /// <summary>The name of the key that signs now.</summary>
    public string SigningKey => _keys[0].Name;

    /// <summary>The token of a lock, under the key that signed it first if that is still known.</summary>
    public string Issue(Guid lockId, string keyName)
    {
        var key = _keys.Find(k => k.Name == keyName).Key ?? _keys[0].Key;
        return Base64Url.EncodeToString(Sign(lockId, key));
    }

    /// <summary>The id of the lock that a token belongs to, or null where no known key made the token.</summary>
    public Guid? Read(string? token)
    {
        if (token is null || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length != IdLength + SHA256.HashSizeInBytes) return null;
        var lockId = new Guid(bytes.AsSpan(0, IdLength), bigEndian: true);
        return _keys.Exists(k => CryptographicOperations.FixedTimeEquals(bytes, Sign(lockId, k.Key))) ? lockId : null;
    }

    private static byte[] Sign(Guid lockId, byte[] key)
    {
        var id = lockId.ToByteArray(bigEndian: true);
        return [.. id, .. HMACSHA256.HashData(key, (byte[])[.. Purpose, .. id])];
    }

    private static string NameOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData((byte[])[.. Purpose, .. key]).AsSpan(0, 8));
}

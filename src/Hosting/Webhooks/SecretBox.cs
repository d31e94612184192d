using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace RentABot.Hosting.Webhooks;

/// <summary>
/// Encrypts what the database keeps of webhooks' secrets, by AES-256-GCM under a deployment key: who reads the database or a
/// backup alone can sign nothing. Each is bound to what it is for, so that one row's is of no use in another.
/// </summary>
public sealed class SecretBox
{
    private const int KeyLength = 32;
    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;
    private static readonly byte[] Purpose = "rent-a-bot webhooks"u8.ToArray();

    private readonly IReadOnlyList<byte[]> _keys;

    public SecretBox(IOptions<WebhookOptions> options) => _keys =
    [
        .. options.Value.Keys.Where(key => key.Length > 0).Select(key => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), KeyLength, info: Purpose)),
    ];

    /// <summary>There is a key to encrypt with.</summary>
    public bool HasKey => _keys.Count > 0;

    /// <param name="content">What nobody may read.</param>
    /// <param name="use">What it is for; the same is asked for to open it.</param>
    public byte[] Seal(ReadOnlySpan<byte> content, string use)
    {
        var sealedContent = new byte[NonceLength + content.Length + TagLength];
        var nonce = sealedContent.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys[0], TagLength);
        aes.Encrypt(nonce, content, sealedContent.AsSpan(NonceLength, content.Length), sealedContent.AsSpan(^TagLength..), Encoding.UTF8.GetBytes(use));
        return sealedContent;
    }

    /// <summary>What was sealed; null where no key opens it, or it was for another use.</summary>
    public byte[]? Open(ReadOnlySpan<byte> sealedContent, string use)
    {
        if (sealedContent.Length < NonceLength + TagLength) return null;
        var content = new byte[sealedContent.Length - NonceLength - TagLength];
        foreach (var key in _keys)
        {
            using var aes = new AesGcm(key, TagLength);
            try
            {
                aes.Decrypt(
                    sealedContent[..NonceLength], sealedContent.Slice(NonceLength, content.Length), sealedContent[^TagLength..], content,
                    Encoding.UTF8.GetBytes(use));
                return content;
            }
            catch (AuthenticationTagMismatchException)
            {
                // Another key's.
            }
        }

        return null;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace RentABot.Gateway.Resources;

/// <summary>The ETag of a list: the ledger's version and which list it is. Weak, as remaining seconds run on under it.</summary>
internal static class ListTag
{
    private const int DigestBytes = 8;

    public static string Of(long version, string address)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(address));
        return $"W/\"{version}-{Convert.ToHexStringLower(digest.AsSpan(0, DigestBytes))}\"";
    }
}

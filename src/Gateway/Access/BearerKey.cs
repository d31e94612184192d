using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RentABot.Gateway.Access;

/// <summary>The key that bearer tokens are signed with, as the setting writes it.</summary>
internal static class BearerKey
{
    private const int ShortestSymmetricKey = 32;

    /// <summary>A public key (RSA or elliptic curve) in PEM, or a symmetric one in Base64.</summary>
    /// <exception cref="FormatException">It is neither, or a private one; the message does not quote it.</exception>
    public static SecurityKey Read(string text)
    {
        if (text.Contains("-----BEGIN", StringComparison.Ordinal)) return ReadPublic(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= ShortestSymmetricKey
            ? new SymmetricSecurityKey(bytes[..length])
            : throw new FormatException($"is neither a public key in PEM nor a symmetric one of at least {ShortestSymmetricKey} bytes in Base64");
    }

    private static AsymmetricSecurityKey ReadPublic(string pem)
    {
        // Tokens are checked here, not made: whoever can read this setting must not be able to make them.
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new FormatException("is a private key; give the public one alone, and take this one out of the settings");
        }

        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaSecurityKey(rsa);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // Perhaps of the other kind.
        }

        try
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return new ECDsaSecurityKey(curve);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new FormatException("is no public key of RSA or an elliptic curve");
        }
    }
}

namespace RentABot.Hosting.Webhooks;

/// <summary>What webhooks' secrets look like, by the Standard Webhooks specification.</summary>
public static class WebhookSecrets
{
    public const string Prefix = "whsec_";
    public const int MinLength = 24;
    public const int MaxLength = 64;

    public static string Write(ReadOnlySpan<byte> secret) => Prefix + Convert.ToBase64String(secret);

    /// <summary>The secret's bytes; null: it is none.</summary>
    public static byte[]? Read(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var bytes = new byte[MaxLength];
        return text.Length <= Write(bytes).Length && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length >= MinLength
            ? bytes[..length]
            : null;
    }

    /// <summary>What a webhook's secret is sealed for.</summary>
    public static string UseOf(Guid webhook) => $"secret of {webhook:N}";
}

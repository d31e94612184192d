namespace RentABot.Gateway.Resources;

/// <summary>Whether a client has the present state already (RFC 9110, If-None-Match).</summary>
internal static class Freshness
{
    public static bool Has(HttpRequest request, string tag)
    {
        var present = Opaque(tag);
        return request.Headers.IfNoneMatch.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Any(known => known == "*" || string.Equals(Opaque(known), present, StringComparison.Ordinal));
    }

    // If-None-Match compares weakly.
    private static string Opaque(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}

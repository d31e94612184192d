namespace RentABot.Hosting;

/// <summary>Bearer tokens (JWT) that are believed: those that an authority signs, or those that one key does.</summary>
public sealed record JwtOptions
{
    /// <summary>The URL of the OpenID Connect provider, whose keys are fetched from its discovery document; empty: none.</summary>
    public string Authority { get; init; } = "";

    /// <summary>A public key in PEM, or a symmetric key of at least 32 bytes in Base64, in place of an authority.</summary>
    public string Key { get; init; } = "";

    /// <summary>Who issues the tokens; empty: what the authority says, or anybody who has the key.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Whom the tokens are for. Required: a token for another service must not open this one.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The claim that names the caller.</summary>
    public string NameClaim { get; init; } = "sub";

    /// <summary>The claim that says the role; where it says several, the highest counts.</summary>
    public string RoleClaim { get; init; } = "role";

    public bool IsOn => Authority.Length > 0 || Key.Length > 0;
}

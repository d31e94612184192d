namespace RentABot.Cli.Api;

internal sealed record ExtendRequest(string LockToken, int? Ttl, int? AdditionalTtl = null)
{
    /// <summary>Says the request without its secret.</summary>
    public override string ToString() => nameof(ExtendRequest);
}

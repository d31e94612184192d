namespace RentABot.Cli.Api;

internal sealed record UnlockBatchRequest(IReadOnlyList<string> LockTokens)
{
    /// <summary>Says the request without its secrets.</summary>
    public override string ToString() => nameof(UnlockBatchRequest);
}

namespace RentABot.Gateway.Resources;

/// <summary>Locks that expired lately, newest first.</summary>
internal sealed record ExpiredListResponse
{
    public required IReadOnlyList<ExpiredLockResponse> Expired { get; init; }
}

namespace RentABot.Gateway.Resources;

/// <summary>What a list of resources can be sorted by.</summary>
internal enum ResourceSort
{
    Id,
    Name,

    /// <summary>By the status's word.</summary>
    Status,
    LockExpiresAt,
}

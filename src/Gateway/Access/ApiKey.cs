using RentABot.Rules;

namespace RentABot.Gateway.Access;

/// <summary>An API key, known by its digest alone.</summary>
/// <param name="Name">Stands for the caller in locks, events and the audit trail.</param>
/// <param name="Role">What the caller may do.</param>
/// <param name="Digest">SHA-256 of the key.</param>
internal sealed record ApiKey(string Name, Role Role, byte[] Digest)
{
    /// <summary>How many resources it may hold and queue for at once; null: any number.</summary>
    public int? MaxLocks { get; init; }

    /// <summary>The most urgent priority that it may ask for; null: any.</summary>
    public int? BestPriority { get; init; }
}

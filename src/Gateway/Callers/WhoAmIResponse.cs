namespace RentABot.Gateway.Callers;

/// <summary>The caller, as the gateway knows it.</summary>
internal sealed record WhoAmIResponse
{
    /// <summary>The name that stands for the caller in locks, events and the audit trail.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required string Role { get; init; }

    /// <summary>What it may use at most; null: as much as anybody.</summary>
    public IReadOnlyDictionary<string, long>? Limits { get; init; }
}

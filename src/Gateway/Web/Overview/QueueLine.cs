namespace RentABot.Gateway.Web.Overview;

/// <summary>A reservation that waits.</summary>
public sealed record QueueLine
{
    public required Guid Id { get; init; }
    public required string Client { get; init; }
    public required int Priority { get; init; }

    /// <summary>What it asks for, in words.</summary>
    public required string Wish { get; init; }

    public required int Quantity { get; init; }

    /// <summary>How many are held for it by now.</summary>
    public required int Gathered { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>By when it is served; null: nothing promises it.</summary>
    public required DateTimeOffset? EstimatedStart { get; init; }
}

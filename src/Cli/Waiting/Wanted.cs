using RentABot.Cli.Api;

namespace RentABot.Cli.Waiting;

/// <summary>What is asked for, as the command line says it; what is null is the server's to choose.</summary>
internal sealed record Wanted
{
    public string? Name { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public string? Expression { get; init; }
    public int? Quantity { get; init; }
    public TimeSpan? Ttl { get; init; }
    public string? ClientId { get; init; }
    public string? Details { get; init; }
    public int? Priority { get; init; }

    /// <summary>How long to stand in the queue; zero: not at all.</summary>
    public TimeSpan Wait { get; init; }

    public TimeSpan? ClaimWindow { get; init; }
    public bool? AllowUnsatisfiable { get; init; }

    public override string ToString() => string.Join(
        ' ',
        new[]
        {
            Quantity is > 1 ? $"{Quantity} of" : null,
            Name ?? (Expression is not null ? $"'{Expression}'" : $"tags {string.Join(',', Tags ?? [])}"),
        }.OfType<string>());

    public LockRequest ToLock() => new()
    {
        Name = Name,
        Tags = Tags,
        Expression = Expression,
        Quantity = Quantity,
        Ttl = Seconds(Ttl),
        ClientId = ClientId,
        Details = Details,
    };

    public ReservationRequest ToReservation() => new()
    {
        Name = Name,
        Tags = Tags,
        Expression = Expression,
        Quantity = Quantity,
        Ttl = Seconds(Ttl),
        ClientId = ClientId,
        Priority = Priority,
        MaxWaitTime = Math.Max(1, Seconds(Wait)!.Value),
        ClaimWindow = Seconds(ClaimWindow),
        AllowUnsatisfiable = AllowUnsatisfiable,
    };

    private static int? Seconds(TimeSpan? duration) => duration is { } known ? (int)known.TotalSeconds : null;
}

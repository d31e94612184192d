namespace RentABot.Allocator.Settings;

/// <summary>Defaults and periods of locks and of the queue, in whole seconds.</summary>
internal sealed record LockOptions
{
    public const string Section = "Locks";

    /// <summary>How long a lock lives that says nothing about it, or the resource's maximum if that is less.</summary>
    public int DefaultTtl { get; init; } = 3600;

    /// <summary>The longest life of a lock on a resource that says nothing about it.</summary>
    public int DefaultMaxLockDuration { get; init; } = 86_400;

    /// <summary>How long before its end a lock counts as expiring.</summary>
    public int WarningPeriod { get; init; } = 300;

    /// <summary>A waiting reservation gains one priority step on newcomers each time this has passed.</summary>
    public int AgingStep { get; init; } = 600;

    /// <summary>How long resources stay set aside for a reservation that says nothing about it.</summary>
    public int ClaimWindow { get; init; } = 60;
}

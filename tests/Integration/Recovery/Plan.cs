namespace RentABot.Integration.Recovery;

/// <summary>What must come while everything is stopped, and what must then be in the log.</summary>
internal sealed class Plan(Func<Task<DateTimeOffset>> now)
{
    /// <summary>Seconds: long enough to prepare what is short and to stop everything, and no longer.</summary>
    public const int Short = 12;
    public const int Long = 3600;

    private readonly List<DateTimeOffset> _whileStopped = [];
    private readonly List<OnceOnly> _once = [];

    public DateTimeOffset First => _whileStopped.Min();

    public DateTimeOffset Last => _whileStopped.Max();

    public IReadOnlyList<OnceOnly> Once => _once;

    /// <summary>Fencing numbers given before the stop, the last of them included.</summary>
    public List<long> Fencing { get; } = [];

    public async Task<DateTimeOffset> InAsync(int seconds)
    {
        var instant = await now() + TimeSpan.FromSeconds(seconds);
        return new DateTimeOffset(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    /// <summary>This event comes exactly once, and not before its instant, which passes while everything is stopped.</summary>
    public void Due(DateTimeOffset instant, string type, string subject)
    {
        _whileStopped.Add(instant);
        _once.Add(new OnceOnly(type, subject, instant));
    }

    /// <summary>This event comes exactly once.</summary>
    public void Expect(string type, string subject) => _once.Add(new OnceOnly(type, subject, DateTimeOffset.MinValue));
}

namespace RentABot.Chaos.Faults;

/// <summary>Something that breaks for a while.</summary>
internal abstract class Fault
{
    /// <summary>What happens, in a word or two: <c>kill service</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>To whom, and how: <c>Allocator-1 for 2.0 s</c>.</summary>
    public abstract string Target { get; }

    /// <summary>What nothing else may happen to meanwhile.</summary>
    public abstract string Breaks { get; }

    /// <summary>Breaks it, and returns when all is as it was before: also when it could not be broken.</summary>
    public abstract Task HappenAsync();

    protected static string For(TimeSpan duration) => $"for {duration.TotalSeconds:0.0} s";

    /// <summary>The length of a fault is what it is about: there is nothing to wait for but its end.</summary>
    protected static Task LastAsync(TimeSpan duration) => Task.Delay(duration, TimeProvider.System);
}

using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>Something that breaks for a while.</summary>
internal abstract class Injection
{
    /// <summary>What happens, in a few words: <c>SIGKILL</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As the history knows it; null for what clients may do at any time, which the calls tell.</summary>
    public abstract FaultKind? Kind { get; }

    /// <summary>Services by their names, <c>rabbitmq</c> or <c>postgres</c>. Nothing else happens to them meanwhile.</summary>
    public abstract IReadOnlyList<string> Targets { get; }

    /// <summary>What else there is to say about it, after it has happened.</summary>
    public abstract string Details { get; }

    /// <summary>Breaks it, and returns when all is as it was before: also when it could not be broken.</summary>
    public abstract Task HappenAsync();

    public override string ToString() => $"{Name}: {string.Join(", ", Targets)}, {Details}";

    protected const string RabbitMq = "rabbitmq";
    protected const string Postgres = "postgres";

    protected static string For(TimeSpan duration) => $"for {duration.TotalSeconds:0.0} s";

    /// <summary>The length of a fault is what it is about: there is nothing to wait for but its end.</summary>
    protected static Task LastAsync(TimeSpan duration) => Task.Delay(duration, TimeProvider.System);
}

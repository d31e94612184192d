namespace RentABot.Allocator.Writing;

/// <summary>Makes a command's reply once the queue has been planned; null for a command that nobody answers.</summary>
internal delegate Task<object?> Answer(CancellationToken cancellationToken);

internal static class Answers
{
    public static readonly Answer Nothing = _ => Task.FromResult<object?>(null);

    public static Answer With(object reply) => _ => Task.FromResult<object?>(reply);
}

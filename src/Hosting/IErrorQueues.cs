namespace RentABot.Hosting;

/// <summary>Where the broker keeps messages that were put aside: nobody could read them, or what they asked for failed.</summary>
public interface IErrorQueues
{
    /// <summary>How many messages each has, by its name.</summary>
    /// <param name="consumed">The queues whose messages are put aside.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyDictionary<string, long>> CountAsync(IEnumerable<string> consumed, CancellationToken cancellationToken);
}

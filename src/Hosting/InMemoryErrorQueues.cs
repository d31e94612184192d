namespace RentABot.Hosting;

/// <summary>There is no broker, and so nothing that outlives its message.</summary>
internal sealed class InMemoryErrorQueues : IErrorQueues
{
    public Task<IReadOnlyDictionary<string, long>> CountAsync(IEnumerable<string> consumed, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long>());
}

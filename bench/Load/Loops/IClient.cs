namespace RentABot.Load.Loops;

/// <summary>One of many clients, each with a connection and things of its own, that do the same again and again.</summary>
internal interface IClient : IDisposable
{
    /// <summary>Does it once and checks every answer.</summary>
    /// <returns>The <see cref="System.Diagnostics.Stopwatch"/> timestamp of the answer whose latency is of interest.</returns>
    ValueTask<long> DoAsync(CancellationToken cancellationToken);
}

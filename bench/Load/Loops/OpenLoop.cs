using System.Threading.Channels;

namespace RentABot.Load.Loops;

/// <summary>
/// Work arrives at a fixed rate, whether or not what came before is done; any client that is free takes it. Latencies
/// count from the instant at which it was to begin, so that a wait is not left out because everybody waited.
/// </summary>
internal static class OpenLoop
{
    public static async Task<Measured> RunAsync(IReadOnlyList<IClient> clients, double perSecond, TimeSpan time)
    {
        var latencies = new Latencies();
        using var failed = new CancellationTokenSource();
        var arrivals = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleWriter = true });
        var pacer = new Thread(() => Pacer.Run(arrivals.Writer, perSecond, time, failed.Token)) { IsBackground = true, Name = "Pacer" };
        pacer.Start();
        await Workers.AllAsync(clients, TakeAsync, failed);
        return new Measured(latencies.Count, time, latencies);

        async Task TakeAsync(IClient client)
        {
            await foreach (var intended in arrivals.Reader.ReadAllAsync(failed.Token))
            {
                latencies.Record(intended, await client.DoAsync(failed.Token));
            }
        }
    }
}

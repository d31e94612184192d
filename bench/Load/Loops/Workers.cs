namespace RentABot.Load.Loops;

/// <summary>Lets all clients work at once.</summary>
internal static class Workers
{
    /// <summary>Returns when all are done. The first that fails ends the others.</summary>
    public static async Task AllAsync(IReadOnlyList<IClient> clients, Func<IClient, Task> work, CancellationTokenSource failed)
    {
        Exception? first = null;
        await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            try
            {
                await work(client);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref first, exception, null);
                await failed.CancelAsync();
            }
        })));
        if (first is not null) throw new InvalidOperationException($"What was measured is no figure: {first.Message}", first);
    }
}

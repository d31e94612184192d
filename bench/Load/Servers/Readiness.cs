using RentABot.Load.Processes;

namespace RentABot.Load.Servers;

/// <summary>Waits until a service can do what it is there for.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);

    public static async Task AwaitAsync(ChildProcess process, Uri url)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var timer = new PeriodicTimer(AskEvery);
        while (true)
        {
            process.ExpectRunning();
            using var response = await http.GetAsync(new Uri(url, "/readiness"), patience.Token);
            if (response.IsSuccessStatusCode) return;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}

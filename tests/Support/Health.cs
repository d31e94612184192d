using System.Net;

namespace RentABot.Support;

/// <summary>Asks services how they are.</summary>
internal static class Health
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    public static Task<(HttpStatusCode Status, string Body)> OfAsync(IService service) => GetAsync(service, "/health");

    public static Task<(HttpStatusCode Status, string Body)> ReadinessOfAsync(IService service) => GetAsync(service, "/readiness");

    public static async Task BecomesReadyAsync(IService service, TimeSpan within)
    {
        var last = "";
        try
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    (var status, last) = await ReadinessOfAsync(service);
                    return status == HttpStatusCode.OK;
                },
                within,
                $"the {service.Kind} is ready");
        }
        catch (TimeoutException timedOut)
        {
            throw new TimeoutException($"{timedOut.Message}: {last}{Environment.NewLine}{Logs.LastWarnings}", timedOut);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(IService service, string path)
    {
        using var response = await Http.GetAsync(new Uri(service.Url, path), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

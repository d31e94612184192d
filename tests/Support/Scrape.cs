using System.Net;

namespace RentABot.Support;

/// <summary>Scrapes services.</summary>
internal static class Scrape
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    public static Task<Exposition> OfAsync(IService service) => OfAsync(service.Url);

    public static async Task<Exposition> OfAsync(Uri server)
    {
        using var response = await Http.GetAsync(new Uri(server, "/metrics"), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {text}");
        Secrets.Search("metrics", text);
        return Exposition.Parse(text);
    }
}

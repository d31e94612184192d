using System.Net;
using Microsoft.AspNetCore.Http;

namespace RentABot.Hosting;

/// <summary>
/// <c>--check-health</c>, for a container without any other program: asks the service that runs beside it for
/// <c>/health</c>, where the same settings (<c>Urls</c>) say that it listens. Ends with 0 when that answers, else with 1.
/// </summary>
public static class HealthCheck
{
    private const string Option = "--check-health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static bool IsAskedFor(string[] args) => args is [Option, ..];

    public static async Task<int> RunAsync(string[] args)
    {
        var urls = ServiceHost.CreateBuilder(args[1..]).Configuration["Urls"];
        try
        {
            using var client = new HttpClient { Timeout = Patience };
            using var answer = await client.GetAsync(AddressOf(urls));
            return answer.IsSuccessStatusCode
                ? 0
                : await ServiceHost.EndAsync($"/health answered {(int)answer.StatusCode}", 1);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return await ServiceHost.EndAsync($"/health does not answer: {exception.Message}", 1);
        }
    }

    /// <summary>Of the first of several. A host that is no address of this machine means all of them.</summary>
    internal static Uri AddressOf(string? urls)
    {
        var address = BindingAddress.Parse(urls?.Split(';')[0] ?? ServiceHost.DefaultUrl);
        var isOne = IPAddress.TryParse(address.Host, out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any);
        return new UriBuilder(address.Scheme, isOne ? address.Host : "127.0.0.1", address.Port, "/health").Uri;
    }
}

using System.Net.Http.Json;
using System.Text.Json;

namespace RentABot.Queue;

/// <summary>Calls a gateway over connections that are kept.</summary>
internal sealed class Api(Uri gateway) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(gateway, "/api/v1/"),
        Timeout = TimeSpan.FromMinutes(2),
    };

    public Task<Page> NewestAsync(int page) => SendAsync<Page>(HttpMethod.Get, $"reservations?limit=1000&page={page}");

    public Task<Waiter> ReserveAsync(Wish wish) => SendAsync<Waiter>(HttpMethod.Post, "reservations", new
    {
        Tags = wish.Tag,
        wish.Quantity,
        Ttl = Lab.Day,
        MaxWaitTime = Lab.Day,
        ClaimWindow = 3600,
    });

    /// <summary>Answers as soon as the reservation is no longer as it was when the call came.</summary>
    public Task<Waiter> ChangeOfAsync(Waiter waiter, int seconds) =>
        SendAsync<Waiter>(HttpMethod.Get, $"reservations/{waiter.ReservationId}?wait={seconds}");

    public Task<Grant> ClaimAsync(Waiter waiter) => SendAsync<Grant>(HttpMethod.Post, $"reservations/{waiter.ReservationId}/claim");

    public Task CancelAsync(Waiter waiter) => SendAsync(HttpMethod.Delete, $"reservations/{waiter.ReservationId}");

    public Task UnlockAsync(Lock granted) =>
        SendAsync(HttpMethod.Post, $"resources/{granted.ResourceId}/unlock", new { granted.LockToken });

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body = null) =>
        JsonSerializer.Deserialize<T>(await SendAsync(method, path, body), Json)!;

    public async Task<string> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = JsonContent.Create(body, options: Json);
        using var response = await _http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{method} {path} was answered by {(int)response.StatusCode}: {answer}");
    }

    public void Dispose() => _http.Dispose();
}

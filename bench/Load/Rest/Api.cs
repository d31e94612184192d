using System.Net.Http.Json;
using System.Text.Json;

namespace RentABot.Load.Rest;

/// <summary>Calls that prepare a measurement, or whose latency is far above what a client costs.</summary>
internal sealed class Api(Uri server) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(server, "/api/v1/"),
        Timeout = TimeSpan.FromMinutes(2),
    };

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

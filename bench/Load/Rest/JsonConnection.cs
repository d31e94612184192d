using System.Text.Json;
using RentABot.Load.Http;

namespace RentABot.Load.Rest;

/// <summary>A connection whose answers are read as objects.</summary>
internal sealed class JsonConnection(HttpConnection connection) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<JsonConnection> OpenAsync(Uri server) => new(await HttpConnection.OpenAsync(server));

    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        AskAsync<T>(HttpRequest.Get($"/api/v1/{path}"), $"GET {path}", 200, cancellationToken);

    public Task<T> PostAsync<T>(string path, object? body, int status, CancellationToken cancellationToken) => AskAsync<T>(
        HttpRequest.Post($"/api/v1/{path}", body is null ? "" : JsonSerializer.Serialize(body, Json)), $"POST {path}", status, cancellationToken);

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(HttpRequest.Delete($"/api/v1/{path}"), cancellationToken);
        answer.Expect(204, $"DELETE {path}");
    }

    public void Dispose() => connection.Dispose();

    private async Task<T> AskAsync<T>(byte[] request, string what, int status, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(request, cancellationToken);
        return JsonSerializer.Deserialize<T>(answer.Expect(status, what), Json)!;
    }
}

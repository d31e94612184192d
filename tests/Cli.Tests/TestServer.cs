using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RentABot.Standalone.Tests;
using RentABot.TestServers;

namespace RentABot.Cli.Tests;

/// <summary>A server of its own that a test can kill and start again, with the same state at the same address.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-cli-");
    private readonly HttpClient _client = new();
    private readonly string[] _args;
    private StandaloneProcess? _process;

    private TestServer(string[] args, string? key)
    {
        _args = ["--persist", $"sqlite://{Path.Combine(_directory.FullName, "state.sqlite")}", .. args];
        if (key is not null) _client.DefaultRequestHeaders.Add("X-API-Key", key);
    }

    /// <summary>The first start chooses a port, which it then keeps.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    public static async Task<TestServer> StartAsync(string? key = null, params string[] args)
    {
        var server = new TestServer(args, key);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        _process = StandaloneProcess.Start(_directory.FullName, ["--port", $"{Url.Port}", .. _args]);
        Url = await _process.ServingAsync();
        await Eventually.HoldsAsync(IsReadyAsync, Patience, "the server is ready");
    }

    /// <summary>As a power cut does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.DisposeAsync();
        _process = null;
    }

    public async Task<long> RegisterAsync(string name, string tags = "", int maxLockDuration = 86_400, string endpoint = "")
    {
        using var answer = await _client.PostAsJsonAsync(
            new Uri(Url, "/api/v1/resources"), new { name, tags, max_lock_duration = maxLockDuration, endpoint });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<long>();
    }

    public async Task<string> LockAsync(long id, int ttl = 600)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri(Url, $"/api/v1/resources/{id}/lock"), new { ttl });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["lock_token"]!.GetValue<string>();
    }

    public async Task UnlockAsync(long id, object body)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri(Url, $"/api/v1/resources/{id}/unlock"), body);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonObject> GetAsync(string path) => (await _client.GetFromJsonAsync<JsonObject>(new Uri(Url, "/api/v1/" + path)))!;

    public Task<string> TextAsync(string path) => _client.GetStringAsync(new Uri(Url, "/api/v1/" + path));

    public async Task<string> StatusAsync(long id) => (await GetAsync($"resources/{id}"))["status"]!.GetValue<string>();

    public Task HasStatusAsync(long id, string status) =>
        Eventually.HoldsAsync(async () => await StatusAsync(id) == status, Patience, $"resource {id} is {status}");

    /// <summary>The reservations of a status that ask for a tag.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReservationsAsync(string status, string tag)
    {
        var page = await GetAsync($"reservations?status={status}&limit=1000");
        return [.. page["reservations"]!.AsArray().OfType<JsonNode>().Where(one => one["tags"]!.AsArray().Any(known => known!.GetValue<string>() == tag))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _client.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        using var answer = await _client.GetAsync(new Uri(Url, "/readiness"));
        return answer.IsSuccessStatusCode;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RentABot.Hosting;
using RentABot.Standalone;
using RentABot.Standalone.Storage;

namespace RentABot.Browser.Support;

/// <summary>The whole service in this process, on a port and a database of its own.</summary>
public abstract class Site : IAsyncLifetime
{
    private const int MostAttempts = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-browser-");
    private OpenStorage? _storage;
    private WebApplication? _app;

    /// <summary>Where it is served.</summary>
    public Uri Address { get; private set; } = null!;

    internal IServiceProvider Services => _app!.Services;

    /// <summary>For what a test needs to be there before it looks, and to see what it has done.</summary>
    private HttpClient Client { get; } = new() { Timeout = Patience };

    /// <summary>The resources that are there from the start.</summary>
    protected virtual string Descriptor => "bench.first: {tags: bench}\n";

    /// <summary>API keys, or null for a service that is open to all.</summary>
    protected virtual string? Keys => null;

    /// <summary>With which <see cref="SendAsync"/> asks, if access is not open.</summary>
    protected virtual string? OwnKey => null;

    public virtual async ValueTask InitializeAsync()
    {
        _storage = OpenStorage.Open(StorageChoice.Memory);
        _app = StandaloneApp.Build(
            new StandaloneSettings
            {
                Url = "http://127.0.0.1:0",
                LogLevel = LogLevel.Error,
                Storage = StorageChoice.Memory,
                ConfigPath = Write("resources.yaml", Descriptor),
                AuthConfigPath = Keys is { } keys ? Write("keys.yaml", keys) : null,
            },
            _storage);
        Services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var check in Services.GetServices<IStartCheck>()) await check.CheckAsync(CancellationToken.None);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
        Client.BaseAddress = Address;
        await Eventually.HoldsAsync(
            async () => (await Client.GetAsync(new Uri("/readiness", UriKind.Relative))).IsSuccessStatusCode, Patience, "the service is ready");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Client.Dispose();
        _storage?.Dispose();
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What the API answers, which has to be a success.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="body">Made JSON in snake_case as it is named.</param>
    public Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null) => SendAsAsync(OwnKey, method, path, body);

    /// <inheritdoc cref="SendAsync"/>
    public async Task<JsonElement> SendAsAsync(string? key, HttpMethod method, string path, object? body = null)
    {
        var mark = Guid.NewGuid().ToString();
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/{path}");
            if (key is not null) request.Headers.Add("X-API-Key", key);
            if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", mark);
            if (body is not null) request.Content = JsonContent.Create(body);
            using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);

            // A machine that has much else to do: as every client may, it asks again.
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && attempt < MostAttempts) continue;
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
            return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
    }

    /// <summary>Registers a resource and returns its id.</summary>
    public async Task<long> AddAsync(string name, params string[] tags) =>
        (await SendAsync(HttpMethod.Post, "resources", new { name, tags })).GetProperty("id").GetInt64();

    /// <summary>How a resource is now.</summary>
    public Task<JsonElement> ReadAsync(long id) => SendAsync(HttpMethod.Get, $"resources/{id}");

    /// <summary>Locks a resource and returns the lock's token.</summary>
    public async Task<string> LockAsync(long id, string client, int ttl = 3600) =>
        (await SendAsync(HttpMethod.Post, $"resources/{id}/lock", new { client_id = client, ttl })).GetProperty("lock_token").GetString()!;

    /// <summary>Ends a lock.</summary>
    public Task UnlockAsync(long id, string token) => SendAsync(HttpMethod.Post, $"resources/{id}/unlock", new { lock_token = token });

    /// <summary>Queues for resources with these tags and returns the reservation's id.</summary>
    public async Task<string> ReserveAsync(string tags, string client, int quantity = 1, int priority = 5) =>
        (await SendAsync(HttpMethod.Post, "reservations", new { tags, client_id = client, quantity, priority })).GetProperty("reservation_id").GetString()!;

    private string Write(string file, string text)
    {
        var path = Path.Combine(_directory.FullName, file);
        File.WriteAllText(path, text);
        return path;
    }
}

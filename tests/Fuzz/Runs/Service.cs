using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RentABot.Hosting;
using RentABot.Standalone;
using RentABot.Standalone.Storage;

namespace RentABot.Fuzz.Runs;

/// <summary>The standalone program in this process: gateway, allocator and scheduler on SQLite, with a key of each role.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Keys = """
        api_keys:
          - { key: looker-key-0123456789, name: looker, role: readonly }
          - { key: user-key-0123456789, name: ci, role: user }
          - { key: few-key-0123456789, name: few, role: user, max_locks: 2, best_priority: 4 }
          - { key: keeper-key-0123456789, name: keeper, role: maintainer }
          - { key: admin-key-0123456789, name: boss, role: admin }
        """;

    private static readonly string Boards = string.Concat(Enumerable.Range(0, 8).Select(i => $"board-{i}:\n  tags: {(i % 2 == 0 ? "arm" : "x86")},usb\n"));

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-fuzz-");
    private readonly OpenStorage _storage = OpenStorage.Open(StorageChoice.Memory);
    private readonly WebApplication _app;

    private Service()
    {
        File.WriteAllText(PathOf("keys.yaml"), Keys);
        File.WriteAllText(PathOf("boards.yaml"), Boards);
        _app = StandaloneApp.Build(
            new StandaloneSettings
            {
                Url = "http://127.0.0.1:0",
                LogLevel = LogLevel.Error,
                Storage = StorageChoice.Memory,
                AuthConfigPath = PathOf("keys.yaml"),
                ConfigPath = PathOf("boards.yaml"),
            },
            _storage);
    }

    public IServiceProvider Services => _app.Services;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Service> StartAsync()
    {
        var service = new Service();
        service.Services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var check in service.Services.GetServices<IStartCheck>()) await check.CheckAsync(Cancelled);
        await service._app.StartAsync(Cancelled);
        service.Client.BaseAddress = new Uri(service._app.Urls.Single());
        service.Client.DefaultRequestHeaders.ConnectionClose = false;
        await Eventually.HoldsAsync(
            async () => (await service.Client.GetAsync(new Uri("/readiness", UriKind.Relative), Cancelled)).IsSuccessStatusCode, Patience, "the service is ready");
        return service;
    }

    /// <summary>What an admin is answered, which has to be a success.</summary>
    public async Task<JsonElement> AskAsync(HttpMethod method, string address, string? json = null)
    {
        using var message = new HttpRequestMessage(method, address);
        message.Headers.Add("X-API-Key", "admin-key-0123456789");
        if (json is not null) message.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await Client.SendAsync(message, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, $"{method} {address}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Client.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _storage.Dispose();
        _directory.Delete(recursive: true);
    }

    private string PathOf(string file) => Path.Combine(_directory.FullName, file);
}

using Microsoft.Extensions.DependencyInjection;

namespace RentABot.Support;

/// <summary>Any number of services of each kind on a virtual host and a database of their own.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);

    private readonly List<IService> _services = [];
    private readonly Dictionary<Uri, RestClient> _clients = [];
    private int _started;

    private Deployment(Uri broker, Database database) => (Broker, Database) = (broker, database);

    public Uri Broker { get; }

    public Database Database { get; }

    public IReadOnlyList<IService> Services => _services;

    /// <summary>Nothing runs yet. Skips the test without both servers, and without a broker that gives it a virtual host of its own.</summary>
    public static async Task<Deployment> CreateAsync()
    {
        Servers.SkipUnlessRabbitMq();
        Servers.SkipUnlessPostgres();
        ServerControl.SkipUnlessAvailable(PrivateServer.RabbitMq);
        return new Deployment(await RabbitMqVirtualHost.CreateAsync(), await Database.CreateAsync());
    }

    /// <summary>All services are in this process, and ready.</summary>
    public static async Task<Deployment> StartAsync(int allocators = 1, int gateways = 1, int schedulers = 1)
    {
        var deployment = await CreateAsync();
        try
        {
            await deployment.HostAsync(allocators, gateways, schedulers);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts services in this process and waits until all are ready.</summary>
    public async Task HostAsync(int allocators = 0, int gateways = 0, int schedulers = 0)
    {
        var started = new List<IService>();
        for (var i = 0; i < allocators; i++) started.Add(await BeginAsync(ServiceKind.Allocator));
        for (var i = 0; i < gateways; i++) started.Add(await BeginAsync(ServiceKind.Gateway));
        for (var i = 0; i < schedulers; i++) started.Add(await BeginAsync(ServiceKind.Scheduler));
        foreach (var service in started) await ReadyAsync(service);
    }

    /// <summary>Starts a service in this process and waits until it is ready.</summary>
    public async Task<IService> HostAsync(ServiceKind kind, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var service = await BeginAsync(kind, configure, settings);
        await ReadyAsync(service);
        return service;
    }

    /// <summary>Starts a service in a process of its own and waits until it is ready.</summary>
    public async Task<ServiceProcess> LaunchAsync(ServiceKind kind, params (string Key, string Value)[] settings)
    {
        var process = Launch(kind, settings);
        await process.ListensAsync();
        await ReadyAsync(process);
        return process;
    }

    /// <summary>Starts a service in a process of its own.</summary>
    public ServiceProcess Launch(ServiceKind kind, params (string Key, string Value)[] settings)
    {
        var name = NextName(kind);
        var process = ServiceProcess.Start(kind, name, SettingsFor(kind, name, settings));
        _services.Add(process);
        return process;
    }

    /// <summary>Stops services in good order, or kills those in processes of their own.</summary>
    public async Task EndAsync(params IEnumerable<IService> services)
    {
        foreach (var service in services.ToList())
        {
            _services.Remove(service);
            await service.DisposeAsync();
        }
    }

    public async Task EndAllAsync() => await EndAsync(_services);

    /// <summary>A client of one of the gateways, which take turns by the number.</summary>
    public RestClient Client(int number = 0)
    {
        var gateways = _services.Where(service => service.Kind == ServiceKind.Gateway).ToList();
        return Client(gateways[number % gateways.Count]);
    }

    public RestClient Client(IService gateway)
    {
        lock (_clients)
        {
            if (!_clients.TryGetValue(gateway.Url, out var client)) _clients[gateway.Url] = client = new RestClient(gateway.Url);
            return client;
        }
    }

    public Task<EventSubscriber> SubscribeAsync() => EventSubscriber.SubscribeAsync(Broker);

    public Task<BusClient> ConnectAsync() => BusClient.ConnectAsync(Broker);

    public static Task ReadyAsync(IService service) => Health.BecomesReadyAsync(service, StartTime);

    /// <summary>What a service needs to be told.</summary>
    public IReadOnlyDictionary<string, string?> SettingsFor(ServiceKind kind, string name, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["RabbitMq:Url"] = Broker.AbsoluteUri,
            ["Postgres:ConnectionString"] = Database.ConnectionStringFor(name),
        };
        if (kind == ServiceKind.Allocator) all["Tokens:Keys:0"] = Secrets.TokenKey;
        foreach (var (key, value) in settings) all[key] = value;
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await Task.WhenAll(_services.Select(service => service.DisposeAsync().AsTask()));
        await RabbitMqVirtualHost.RemoveAsync(Broker);
        await Database.SearchForSecretsAsync();
        await Database.DisposeAsync();
    }

    private string NextName(ServiceKind kind) => $"{kind}-{Interlocked.Increment(ref _started)}";

    private async Task<IService> BeginAsync(
        ServiceKind kind, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var name = NextName(kind);
        var service = await HostedService.StartAsync(kind, name, SettingsFor(kind, name, settings), configure);
        _services.Add(service);
        return service;
    }
}

using System.Security.Cryptography;
using System.Text.RegularExpressions;
using RentABot.Load.Processes;

namespace RentABot.Load.Servers;

/// <summary>
/// One of each service, in processes of their own, with their default settings, on a database and a virtual host of
/// their own.
/// </summary>
internal sealed partial class Deployment : IAsyncDisposable
{
    private readonly Dictionary<string, ChildProcess> _services = [];
    private readonly Uri _broker;
    private readonly string _connectionString;

    private Deployment(Uri broker, string connectionString)
    {
        (_broker, _connectionString) = (broker, connectionString);
        Database = new Database(connectionString);
    }

    public Uri Gateway { get; private set; } = null!;

    public Database Database { get; }

    public IReadOnlyList<ProcessTree> Services => [.. _services.Values.Select(service => service.Tree)];

    /// <summary>All that a request goes through.</summary>
    public IReadOnlyList<ProcessTree> Processes => [.. Services, PrivateServers.RabbitMq, PrivateServers.Postgres];

    /// <summary>Returns when all are ready.</summary>
    public static async Task<Deployment> StartAsync(string name, params (string Key, string Value)[] gatewaySettings)
    {
        var deployment = new Deployment(
            await PrivateServers.CreateVirtualHostAsync(name), await PrivateServers.CreateDatabaseAsync(name));
        try
        {
            deployment.Launch("Allocator", ("Tokens__Keys__0", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48))));
            deployment.Launch("Scheduler");
            deployment.Launch("Gateway", gatewaySettings);
            foreach (var (service, process) in deployment._services)
            {
                var url = new Uri((await process.StartedAsync()).Groups[1].Value);
                await Readiness.AwaitAsync(process, url);
                if (service == "Gateway") deployment.Gateway = url;
            }

            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values) await service.DisposeAsync();
        await Database.DisposeAsync();
    }

    private void Launch(string name, params (string Key, string Value)[] settings) => _services[name] = ChildProcess.Start(
        name.ToLowerInvariant(),
        ["dotnet", BuiltPrograms.Service(name)],
        ListeningLine(),
        [
            ("Urls", "http://127.0.0.1:0"),
            ("RabbitMq__Url", _broker.ToString()),
            ("Postgres__ConnectionString", _connectionString),
            .. settings,
        ]);

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex ListeningLine();
}

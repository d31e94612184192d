using RentABot.Load.Loops;
using RentABot.Load.Processes;
using RentABot.Load.Report;
using RentABot.Load.Rest;
using RentABot.Load.Servers;

namespace RentABot.Load.Peers;

/// <summary>The three services, with so many resources.</summary>
internal sealed class ServicesPeer(string name, int resources, ConnectClients connect, Results results) : IPeer
{
    private Deployment? _deployment;

    public string Name => name;

    public IReadOnlyList<ProcessTree> Processes => _deployment!.Processes;

    /// <summary>What else is in the database.</summary>
    public Func<Database, Task>? Fill { get; init; }

    public async Task<IReadOnlyList<IClient>> StartAsync(int clients)
    {
        _deployment = await Deployment.StartAsync(name.Replace('-', '_'));
        results.Durability = await Durability.CheckAsync(_deployment.Database);
        using var api = new Api(_deployment.Gateway);
        var ids = await Devices.RegisterAsync(api, resources);
        if (Fill is not null) await Fill(_deployment.Database);
        return await connect(_deployment.Gateway, ids, clients);
    }

    public async Task MeasureAsync(Func<Task> measurements)
    {
        await using (var watch = new RelayWatch(_deployment!.Database))
        {
            await measurements();
            results.Add($"{name}.unconfirmed", await watch.EndAsync());
        }

        foreach (var service in _deployment.Services)
        {
            results.Add($"{name}.memory.{service.Name}", service.Memory("VmRSS"));
            results.Add($"{name}.memory.{service.Name}.peak", service.Memory("VmHWM"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_deployment is not null) await _deployment.DisposeAsync();
    }
}

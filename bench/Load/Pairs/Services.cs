using RentABot.Load.Loops;
using RentABot.Load.Peers;
using RentABot.Load.Processes;
using RentABot.Load.Report;
using RentABot.Load.Rest;
using RentABot.Load.Servers;

namespace RentABot.Load.Pairs;

/// <summary>The three services with a thousand resources.</summary>
internal sealed class Services(Results results) : IPeer
{
    private const int Resources = 1000;

    private Deployment? _deployment;

    public string Name => "pairs";

    public IReadOnlyList<ProcessTree> Processes => _deployment!.Processes;

    public async Task<IReadOnlyList<IClient>> StartAsync(int clients)
    {
        _deployment = await Deployment.StartAsync(Name);
        results.Note(await Durability.CheckAsync(_deployment.Database));
        using var api = new Api(_deployment.Gateway);
        var ids = await Devices.RegisterAsync(api, Resources);
        return await PairClient.ConnectAsync(_deployment.Gateway, ids.Where((_, i) => i % (Resources / clients) == 0));
    }

    public async Task MeasureAsync(Func<Task> measurements)
    {
        await using var watch = new RelayWatch(_deployment!.Database);
        await measurements();
        results.Add("pairs.unconfirmed", await watch.EndAsync());
        foreach (var service in _deployment.Services)
        {
            results.Add($"memory.{service.Name}", service.Memory("VmRSS"));
            results.Add($"memory.{service.Name}.peak", service.Memory("VmHWM"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_deployment is not null) await _deployment.DisposeAsync();
    }
}

using System.Text.RegularExpressions;
using MassTransit;
using RentABot.Load.Loops;
using RentABot.Load.Peers;
using RentABot.Load.Processes;
using RentABot.Load.Servers;

namespace RentABot.Load.Echo;

/// <summary>The yardstick: requests that are answered at once, between two processes over the same broker.</summary>
internal sealed class EchoPeer : IPeer
{
    private ChildProcess? _server;
    private IBusControl? _bus;

    public string Name => "echo";

    public IReadOnlyList<ProcessTree> Processes => [_server!.Tree, PrivateServers.RabbitMq];

    public async Task<IReadOnlyList<IClient>> StartAsync(int clients)
    {
        var broker = await PrivateServers.CreateVirtualHostAsync(Name);
        _server = ChildProcess.Start(
            EchoServer.Command,
            ["dotnet", BuiltPrograms.Load, EchoServer.Command],
            new Regex(Regex.Escape(EchoServer.Started)),
            (EchoServer.BrokerVariable, broker.ToString()));
        await _server.StartedAsync();
        _bus = await EchoBus.StartAsync(broker, _ => { });
        var requests = _bus.CreateClientFactory();
        return [.. Enumerable.Range(1, clients).Select(id => new EchoClient(requests, id))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_bus is not null) await EchoBus.StopAsync(_bus);
    }
}

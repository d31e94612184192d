using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using RentABot.Load.Http;
using RentABot.Load.Loops;
using RentABot.Load.Peers;
using RentABot.Load.Processes;

namespace RentABot.Load.Etcd;

/// <summary>Debian's etcd as it comes, on loopback ports of its own; every answer of it is on the disk, too.</summary>
internal sealed partial class EtcdPeer : IPeer
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("rentabot-etcd-");
    private ChildProcess? _server;

    public string Name => "etcd";

    public IReadOnlyList<ProcessTree> Processes => [_server!.Tree];

    public async Task<IReadOnlyList<IClient>> StartAsync(int clients)
    {
        var (server, peers) = (FreeAddress(), FreeAddress());
        _server = ChildProcess.Start(
            Name,
            [
                "etcd", "--name", "load", "--data-dir", _data.FullName, "--initial-cluster", $"load={peers}",
                "--listen-client-urls", server, "--advertise-client-urls", server,
                "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers,
            ],
            ServingLine());
        await _server.StartedAsync();
        var connected = new List<IClient>();
        for (var i = 0; i < clients; i++) connected.Add(new EtcdClient(await HttpConnection.OpenAsync(new Uri(server)), $"device{i}"));
        return connected;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    [GeneratedRegex("ready to serve client requests")]
    private static partial Regex ServingLine();
}

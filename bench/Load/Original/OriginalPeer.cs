using System.Text.RegularExpressions;
using RentABot.Load.Loops;
using RentABot.Load.Peers;
using RentABot.Load.Processes;
using RentABot.Load.Standalone;

namespace RentABot.Load.Original;

/// <summary>Rent-A-Bot 1.0, in Python, with as many resources as the standalone program: all that it knows is in memory.</summary>
/// <param name="program">The <c>rentabot</c> that its package installs.</param>
internal sealed partial class OriginalPeer(string program) : IPeer
{
    public const string Scenario = "original";

    private readonly string _descriptor = Path.GetTempFileName();
    private ChildProcess? _server;

    public string Name => Scenario;

    public IReadOnlyList<ProcessTree> Processes => [_server!.Tree];

    public async Task<IReadOnlyList<IClient>> StartAsync(int clients)
    {
        await File.WriteAllLinesAsync(_descriptor, Enumerable.Range(1, StandalonePeer.Resources).Select(i => $"device{i}: {{tags: load}}"));
        _server = ChildProcess.Start(Name, [program, "--config", _descriptor, "--port", "0"], ServingLine());
        var url = new Uri((await _server.StartedAsync()).Groups[1].Value);

        // It numbers what the descriptor has from 1 on.
        return [.. Enumerable.Range(0, clients).Select(i => new OriginalClient(url, 1 + i * (StandalonePeer.Resources / clients)))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        File.Delete(_descriptor);
    }

    [GeneratedRegex("running on (http://[^ ]+)")]
    private static partial Regex ServingLine();
}

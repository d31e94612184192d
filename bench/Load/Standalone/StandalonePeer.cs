using RentABot.Load.Loops;
using RentABot.Load.Pairs;
using RentABot.Load.Peers;
using RentABot.Load.Processes;
using RentABot.Load.Rest;

namespace RentABot.Load.Standalone;

/// <summary>The standalone program with a thousand resources.</summary>
internal sealed class StandalonePeer : IPeer
{
    public const int Resources = 1000;

    private StandaloneProgram? _program;

    public string Name => "standalone";

    public IReadOnlyList<ProcessTree> Processes => [_program!.Process];

    public async Task<IReadOnlyList<IClient>> StartAsync(int clients)
    {
        _program = await StandaloneProgram.StartAsync();
        using var api = new Api(_program.Url);
        var ids = await Devices.RegisterAsync(api, Resources);
        return await PairClient.ConnectAsync(_program.Url, ids, clients);
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null) await _program.DisposeAsync();
    }
}

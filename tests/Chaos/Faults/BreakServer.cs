using RentABot.Chaos.History;

namespace RentABot.Chaos.Faults;

/// <summary>The broker or the database stops in good order, or is killed, and comes back with its data.</summary>
internal sealed class BreakServer(PrivateServer server, bool kill, TimeSpan duration) : Injection
{
    public override FaultKind? Kind => server == PrivateServer.RabbitMq ? FaultKind.BrokerRestart : FaultKind.DatabaseRestart;

    public override IReadOnlyList<string> Targets => [server == PrivateServer.RabbitMq ? RabbitMq : Postgres];

    public override string Details => $"{(kill ? "killed" : "stopped")} {For(duration)}";

    public override async Task HappenAsync()
    {
        try
        {
            await (kill ? ServerControl.KillAsync(server) : ServerControl.StopAsync(server));
            await LastAsync(duration);
        }
        finally
        {
            await ServerControl.StartAsync(server);
        }
    }
}

namespace RentABot.Chaos.Faults;

/// <summary>The broker or the database stops in good order, or is killed, and comes back with its data.</summary>
internal sealed class BreakServer(PrivateServer server, bool kill, TimeSpan duration) : Fault
{
    public override string Target => $"{server} {For(duration)}";

    public override string Breaks => $"{server}";

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

namespace RentABot.Cli.Running;

/// <summary>Signals that are a command's alone, and would end this program.</summary>
internal sealed class Relays : IDisposable
{
    private readonly List<IDisposable> _relays = [];

    public Relays(Interrupts interrupts)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var number in new[] { Native.User1, Native.User2 }) _relays.Add(interrupts.Relay(number));
    }

    public void Dispose() => _relays.ForEach(relay => relay.Dispose());
}

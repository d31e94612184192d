using RentABot.Chaos.History;
using RentABot.Support.Proxy;

namespace RentABot.Chaos.Faults;

/// <summary>A service's connection to one of its servers is slow, mute or cut.</summary>
internal sealed class BreakLink(Link link, FaultKind kind, LinkState state, TimeSpan duration) : Injection
{
    public override FaultKind? Kind => kind;

    public override IReadOnlyList<string> Targets => [link.Service];

    public override string Details => $"{link}{How} {For(duration)}";

    private string How => state switch
    {
        { BytesPerSecond: > 0 } => $" at {state.BytesPerSecond / 1024} KiB/s",
        { Delay.Ticks: > 0 } => $" late by {state.Delay.TotalMilliseconds:0} ms",
        _ => "",
    };

    public override async Task HappenAsync()
    {
        link.State = state;
        await LastAsync(duration);
        link.State = LinkState.Sound;
    }
}
